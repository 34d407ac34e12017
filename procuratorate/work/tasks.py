"""Wake-ups. Safe to run twice, late, or never: the rows decide."""

from celery import shared_task

from procuratorate.work import services


@shared_task(name="work.drain")
def drain() -> int:
    return services.drain()


@shared_task(name="work.run_job")
def run_job(job_id: int) -> str | None:
    return services.run_job(job_id=job_id)


@shared_task(name="work.resume_jobs")
def resume_jobs() -> None:
    for job_id in services.open_jobs():
        services.hints.hint_job(job_id)
