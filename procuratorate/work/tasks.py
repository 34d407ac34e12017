"""Wake-ups. Safe to run twice, late, or never: the rows decide."""

from celery import shared_task

from procuratorate.work import hints, services


@shared_task(name="work.drain")  # type: ignore[untyped-decorator]
def drain() -> int:
    return services.drain()


@shared_task(name="work.run_job")  # type: ignore[untyped-decorator]
def run_job(job_id: int) -> str | None:
    return services.run_job(job_id=job_id)


@shared_task(name="work.resume_jobs")  # type: ignore[untyped-decorator]
def resume_jobs() -> None:
    for job_id in services.open_jobs():
        hints.hint_job(job_id)
