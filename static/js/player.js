// Plays a site's own HLS stream where the browser can; says so where it cannot.
const video = document.querySelector("[data-player]");

if (video) {
  const show = (name) => document.querySelector(`[data-player-${name}]`)?.removeAttribute("hidden");
  if (video.canPlayType("application/vnd.apple.mpegurl")) {
    video.addEventListener("error", () => show("failed"));
    video.src = video.dataset.src;
  } else {
    show("cannot");
  }
}
