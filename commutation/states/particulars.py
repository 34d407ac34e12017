"""What is written down of the papers of a filing, topic by topic, and by whom."""

from django.db.models import TextChoices


class Topic(TextChoices):
    MERIT = "merit", "立功"
    WRITING = "writing", "自书材料"
    APPRAISAL = "appraisal", "悔改表现"
    POINTS = "points", "计分考核"
    PROPERTY = "property", "财产性判项"
    STRICTNESS = "strictness", "从严情形"
    HEALTH = "health", "诊断与社会危险性"
    COPY = "copy", "报请与副本"


class By(TextChoices):
    """The prison tells what its papers say; the procuratorate what it found when it checked them."""

    PRISON = "prison", "监狱登记"
    PROCURATORATE = "procuratorate", "检察核查"
