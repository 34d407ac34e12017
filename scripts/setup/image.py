"""What the image's build fetches besides Python packages: `python -m scripts.setup.image`."""

from scripts.setup import assets, parts

if __name__ == "__main__":
    assets.install()
    if not parts.fandol():
        parts.fetch_fandol()
