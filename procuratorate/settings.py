"""Settings. Everything a site decides comes from the environment (README lists the names)."""

import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF  # noqa: F401

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))
MEDIA_ROOT = VAR_DIR / "files"
# Historic cases, named by their hash: all machines with workers share this (procuratorate.screening.storage).
ARCHIVE_ROOT = os.environ.get("ARCHIVE_ROOT", "")  # a path, or s3://bucket/prefix; empty: beside the other files

env = os.environ.get
DEBUG = env("DEBUG", "") == "1"
DEMO = env("DEMO", "") == "1"
TESTING = "pytest" in sys.modules
SECRET_KEY = env("SECRET_KEY") or ("only-for-tests-" + "x" * 40 if TESTING or DEBUG else "")
ALLOWED_HOSTS = [host for host in env("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [origin for origin in env("TRUSTED_ORIGINS", "").split(",") if origin]
SITE_NAME = env("SITE_NAME", "刑罚执行和监管活动监督工作平台")
SITE_URL = env("SITE_URL", "http://localhost:8000").rstrip("/")  # printed on papers, to check them by
SITE_ORGAN = env("SITE_ORGAN", "临澄城郊地区人民检察院" if DEMO else "")  # whose site it is, on the login page


def database(url: str) -> dict[str, object]:
    """Django's form of `postgresql://user:password@host:port/name`."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or 5432),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,  # organs.reach.acting_as is the only door
        "OPTIONS": {"options": "-c lock_timeout=3000 -c idle_in_transaction_session_timeout=60000"},
        "TEST": {"NAME": "test_procuratorate" + env("TEST_DB_SUFFIX", "")},
    }


# Migrations and tests log in as the owner; the running product as `app`, which owns nothing.
OWNER_COMMANDS = {"migrate", "sqlmigrate", "makemigrations", "showmigrations", "test"}
AS_OWNER = TESTING or (len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS)
DATABASE_URL = env("DATABASE_URL", "postgresql://procuratorate_app@127.0.0.1:5432/procuratorate")
DATABASES = {"default": database((AS_OWNER and env("DATABASE_OWNER_URL")) or DATABASE_URL)}
REDIS_URL = env("REDIS_URL", "redis://127.0.0.1:6379/0")

INSTALLED_APPS = [
    "procuratorate.lib",
    "procuratorate.audit",
    "procuratorate.organs",
    "procuratorate.work",
    "procuratorate.custody",
    "procuratorate.deadlines",
    "procuratorate.documents",
    "procuratorate.dispatch",
    "procuratorate.notices",
    "procuratorate.community",
    "procuratorate.incidents",
    "procuratorate.screening",
    "prisons",
    "detention",
    "commutation",
    "meetings",
    "procuratorate.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "guardian",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_htmx",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "procuratorate.middleware.trace",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "procuratorate.pace.pace",
    "procuratorate.middleware.Door",
    "procuratorate.organs.sessions.SessionRules",
    "procuratorate.middleware.forget_drafts",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "procuratorate.urls"
WSGI_APPLICATION = "procuratorate.wsgi.application"
ASGI_APPLICATION = "procuratorate.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "procuratorate.desk.shell.shell",
            ],
            "builtins": ["procuratorate.lib.templatetags.parts"],
        },
    }
]

FORM_RENDERER = "procuratorate.lib.form_renderer.FormRenderer"
AUTH_USER_MODEL = "organs.Officer"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"  # of the login form, not USERNAME_FIELD
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "otp_token"]
AXES_LOCKOUT_TEMPLATE = "errors/429.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "刑执监督"

SESSION_ENGINE = "procuratorate.organs.session_store"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "procuratorate.desk.errors.csrf_failure"
BEHIND_PROXY = env("BEHIND_PROXY", "") == "1"  # believe X-Forwarded-For, for lockouts, sessions and the audit
if env("HTTPS", "") == "1":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31536000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
UPLOAD_LIMIT = 20 * 1024 * 1024

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
HASHED_STATIC = env("HASHED_STATIC", "") == "1"
WHITENOISE_USE_FINDERS = not HASHED_STATIC
WHITENOISE_AUTOREFRESH = not HASHED_STATIC  # lengths kept from the start are wrong once a checkout moves on
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if HASHED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
}
CELERY_TASK_DEFAULT_QUEUE = "hints"
CELERY_TASK_ROUTES = {
    name: {"queue": "work"}
    for name in ("work.run_job", "dispatch.push_webhooks", "screening.work", "screening.snapshot")
}
CELERY_BEAT_SCHEDULE = {
    "drain what hints missed": {"task": "work.drain", "schedule": 5.0},
    "take up jobs left behind": {"task": "work.resume_jobs", "schedule": 15.0},
    "take up runs left behind": {"task": "screening.resume", "schedule": 15.0},
    "archive living cases": {"task": "screening.snapshot", "schedule": 6 * 3600.0},
    "sweep deadlines": {"task": "deadlines.sweep", "schedule": 60.0},
    "end named grants": {"task": "organs.tidy", "schedule": 600.0},
    "push to webhooks": {"task": "dispatch.push_webhooks", "schedule": 10.0},
    "send digests": {"task": "dispatch.send_digests", "schedule": 300.0},
    "judge open lists again": {"task": "commutation.sweep_findings", "schedule": 600.0},
    "judge stays in centres": {"task": "detention.judge_centres", "schedule": 3600.0},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")

EMAIL_BACKEND = env("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_HOST = env("EMAIL_HOST", "localhost")
EMAIL_PORT = int(env("EMAIL_PORT", "25"))
DEFAULT_FROM_EMAIL = env("EMAIL_FROM", "noreply@example.invalid")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["procuratorate.organs.tokens.OrganTokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "procuratorate.lib.problems.handler",
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 50,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["procuratorate.lib.bodies.JsonBody"],
    "DEFAULT_THROTTLE_CLASSES": ["procuratorate.work.throttles.PerToken"],
    "UNICODE_JSON": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "刑执监督接口",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": True,
    "WEBHOOKS": ["procuratorate.dispatch.api.TOLD"],
    "ENUM_NAME_OVERRIDES": {
        "FilingKind": "commutation.states.Kind",
        "BatchState": "commutation.states.BatchState",
        "FilingState": "commutation.states.FilingState",
        "RulingState": "commutation.states.courts.RulingState",
        "NoticeKind": "procuratorate.notices.states.Kind",
        "NoticeState": "procuratorate.notices.states.State",
        "PointState": "procuratorate.notices.states.PointState",
        "DeliveryState": "procuratorate.dispatch.states.DeliveryState",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "procuratorate.organs.openapi.drop_english",
        "procuratorate.organs.openapi.add_problems",
    ],
}
API_RATE = int(env("API_RATE", "600"))  # requests a minute for one token
PAGE_RATE = int(env("PAGE_RATE", "0" if TESTING else "600"))  # pages a minute for one officer; 0: any number
LOGIN_RATE = int(env("LOGIN_RATE", "0" if TESTING else "60"))  # sign-ins a minute from one address

# Codes of the houses that work on the other side of a network gateway; what goes to them travels as signed files.
GATEWAY_ORGANS = set(filter(None, env("GATEWAY_ORGANS", "").split(",")))
# Networks whose private addresses webhooks may be sent to: "10.8.0.0/16,…".
WEBHOOK_NETWORKS = list(filter(None, env("WEBHOOK_NETWORKS", "").split(",")))
# Video gateways of places of custody by their code: "9901-QC=https://video.example/hls/{channel}/{start}-{end}.m3u8;…".
# Only the player's page may reach the host, and only that of its own site; without a gateway it says so.
VIDEO_GATEWAYS = dict(pair.split("=", 1) for pair in env("VIDEO_GATEWAYS", "").split(";") if "=" in pair)
GRANTS_MODULE = "procuratorate.grants"
# Faces the organ has a licence for: "Fang=/fonts/simfang.ttf;Title=…" (Fang, Kai, Hei, Song, Title, Rare).
PAPER_FONTS = dict(pair.split("=", 1) for pair in env("PAPER_FONTS", "").split(";") if "=" in pair)
PAPER_SIGNER = env("PAPER_SIGNER", "procuratorate.documents.engine.signing.Certificate")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "procuratorate.lib.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "INFO")},
    "loggers": {
        "axes": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "WARNING"},
    },
}
