"""Settings of the site, from the environment; what is not set is safe for a laptop."""

import os
import secrets
from pathlib import Path

from tanlu.actions.home import home
from tanlu.web.database import database
from tanlu.web.shell.policy import CONTENT_SECURITY_POLICY

WEB = Path(__file__).parent
APPS = (
    "shell", "atlas", "comparison", "figures", "claims", "library", "ledger", "search", "help", "api",
    "people", "audit", "dialogues", "ballots", "delegations", "wordings",
    "results", "proposals", "suggestions", "challenges", "ratings", "own", "paper", "jobs", "keep", "outlooks", "builder",
)  # fmt: skip
SITE = home() / "site"
"""Where the site keeps what is its own: secret, database, uploads."""


def _secret() -> str:
    """Return the secret that `tanlu up` made; tools that only look at the settings get one of the moment."""
    try:
        return (SITE / "secret").read_text("ascii").strip()
    except OSError:
        return secrets.token_hex(32)


def _listed(name: str, usual: str) -> list[str]:
    return [each.strip() for each in os.environ.get(name, usual).split(",") if each.strip()]


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = _listed("TANLU_HOSTS", "localhost,127.0.0.1,[::1]")
BEHIND_TLS = os.environ.get("TANLU_TLS", "") == "1"
"""Whether a proxy in front speaks TLS; cookies and headers are then for TLS alone."""
CSRF_TRUSTED_ORIGINS = [f"https://{each}" for each in ALLOWED_HOSTS] if BEHIND_TLS else []

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    *(f"tanlu.web.{each}" for each in APPS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "tanlu.web.shell.middleware.content_security",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tanlu.web.shell.middleware.language",
    "tanlu.web.people.sessions.idle_end",
    "tanlu.web.shell.limits.limited",
    "tanlu.web.shell.middleware.plain_errors",
]
ROOT_URLCONF = "tanlu.web.urls"
APPEND_SLASH = True
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [WEB / each / "templates" for each in APPS],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "tanlu.web.shell.pages.environment"},
    }
]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
DATABASES = {"default": database(os.environ.get("TANLU_DATABASE_URL", ""), SITE)}
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["tanlu.web.people.backend.ByHandle"]
CSRF_FAILURE_VIEW = "tanlu.web.shell.errors.forged"
SESSION_ENGINE = "tanlu.web.people.sessions"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_NAME = "tanlu_session"
CSRF_COOKIE_NAME = "tanlu_form"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECURE_CSP = CONTENT_SECURITY_POLICY
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_HSTS_PRELOAD = False
SECURE_SSL_REDIRECT = BEHIND_TLS  # where the proxy lets a bare request through; a laptop has no TLS
SILENCED_SYSTEM_CHECKS = [
    "security.W002",  # the middleware of the content policy forbids frames too
    "security.W021",  # whether browsers carry the name in their lists is for its owner to say
]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
LARGEST_BODY = 30_000_000
"""Bytes of a request with its files; what is larger is refused before it is read."""
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},  # a reader's typing error is no event
}
