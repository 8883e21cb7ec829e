"""Settings of lgnet. Every variable it reads is listed in docs/settings.md."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import bootstrap_italia_template
import leaflet
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from lgnet.lib.tenancy.policies import exempt

ROOT = Path(__file__).resolve().parents[3]
SOURCE = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("LGNET_DATA", ROOT / ".lgnet")).resolve()
DEMO = os.environ.get("LGNET_DEMO") == "1"
DEBUG = os.environ.get("LGNET_DEBUG") == "1"


def _secret(file: str | Path) -> str:
    try:
        return Path(file).read_text().strip() if file else ""
    except OSError:
        # Management commands that need no secret still run; signing anything fails closed.
        return ""


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": str(options.pop("port", None) or parts.port or ""),
        "OPTIONS": {"connect_timeout": 5, "application_name": "lgnet", **options},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,  # the actor opens the transaction
    }


SECRET_KEY = _secret(os.environ.get("LGNET_SECRET_KEY_FILE", DATA / "keys" / "secret.key"))
LGNET_ROOT_KEY_FILE = os.environ.get("LGNET_ROOT_KEY_FILE", str(DATA / "keys" / "root.key"))
LGNET_NETWORK_KEY_FILE = os.environ.get(
    "LGNET_NETWORK_KEY_FILE", str(DATA / "keys" / "network.key")
)
LGNET_APP_ROLE = os.environ.get("LGNET_APP_ROLE", "lgnet_app")
LGNET_TENANT_MODEL = "network.Municipality"
LGNET_ANCHOR_FILE = os.environ.get("LGNET_ANCHOR_FILE", str(DATA / "anchors" / "audit.txt"))
LGNET_BACKUP_DAYS = int(os.environ.get("LGNET_BACKUP_DAYS", "30"))
LGNET_DEMO = DEMO
LGNET_CONTACT = os.environ.get("LGNET_CONTACT", "").split()
ALLOWED_HOSTS = os.environ.get("LGNET_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("LGNET_ORIGINS", "").split(",") if o]

DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "postgresql:///lgnet"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DOMAIN = [
    "network",
    "security",
    "ledger",
    "people",
    "cases",
    "privacy",
    "matching",
    "response",
    "housing",
    "grants",
]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",  # the settings below name the loaders
    "csp",
    "procrastinate.contrib.django",
    "lgnet.lib.tenancy.apps.TenancyConfig",
    "lgnet.lib.vault.apps.VaultConfig",
    "lgnet.lib.audit.apps.AuditConfig",
    "lgnet.lib.numbering.apps.NumberingConfig",
    "lgnet.lib.once.apps.OnceConfig",
    "lgnet.lib.sheets.apps.SheetsConfig",
    "lgnet.lib.longwork.apps.LongWorkConfig",
    *[f"lgnet.domain.{name}" for name in DOMAIN],
    "lgnet.flows.apps.FlowsConfig",
    "lgnet.jobs.apps.JobsConfig",
    "lgnet.web.apps.WebConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "lgnet.web.middleware.NoStore",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lgnet.web.middleware.ActorOfRequest",
]

# Tables of other people's applications, and why they may stand without row conditions.
LGNET_TABLE_POLICIES = {
    "django_migrations": exempt("names of migrations", "SELECT"),
    "django_content_type": exempt("names of models", "SELECT"),
    "auth_permission": exempt("names of permissions nobody uses", "SELECT"),
    "auth_group": exempt("always empty: roles are dated memberships", "SELECT"),
    "auth_group_permissions": exempt("always empty", "SELECT"),
    "django_session": exempt("read before anybody is known; holds a user id, nothing of persons"),
    "procrastinate_jobs": exempt("tasks carry ids only, which lib.outbox checks"),
    "procrastinate_events": exempt("times of tasks"),
    "procrastinate_periodic_defers": exempt("times of periodic tasks"),
    "procrastinate_workers": exempt("heartbeats of workers"),
}

ROOT_URLCONF = "lgnet.config.urls"
WSGI_APPLICATION = "lgnet.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "lgnet.lib.templating.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "lgnet.web.templatetags.lgnet",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "lgnet.web.context.frame",
            ],
        },
    }
]
COTTON_DIR = "cotton"
FORM_RENDERER = "lgnet.lib.forms.Renderer"
# Components that print nothing but what they are given, and those given names only (of icons).
LGNET_CLOSED_COMPONENTS = {"icon", "button", "tag", "flag-eu", "pictogram", "empty"}
LGNET_NAMED_COMPONENTS = {"icon", "pictogram"}

AUTH_USER_MODEL = "security.User"
AUTHENTICATION_BACKENDS = ["lgnet.domain.security.backends.Accounts"]
PASSWORD_HASHERS = ["lgnet.lib.hashing.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "lgnet.lib.passwords.NotCommon"},
    {"NAME": "lgnet.lib.passwords.NotARow"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name")},
    },
]
LOGIN_URL = "/accesso/"
LOGIN_REDIRECT_URL = "/inizio/"
LOGOUT_REDIRECT_URL = "/"

HTTPS = os.environ.get("LGNET_HTTPS", "0" if DEMO or DEBUG else "1") == "1"
SESSION_ENGINE = "lgnet.lib.sessions"
# Who comes in with a second factor only: roles that see persons, everybody, or nobody.
LGNET_SECOND_FACTOR = os.environ.get("LGNET_SECOND_FACTOR", "nobody" if DEMO else "persons")
if LGNET_SECOND_FACTOR not in {"persons", "everybody", "nobody"}:
    raise ImproperlyConfigured("LGNET_SECOND_FACTOR is persons, everybody or nobody.")
LGNET_IDLE_MINUTES = int(os.environ.get("LGNET_IDLE_MINUTES", "30"))
LGNET_SESSION_HOURS = int(os.environ.get("LGNET_SESSION_HOURS", "12"))
LGNET_FRESH_MINUTES = int(os.environ.get("LGNET_FRESH_MINUTES", "10"))
LGNET_ADDRESS_HEADER = os.environ.get("LGNET_ADDRESS_HEADER", "")
LGNET_OIDC_ISSUER = os.environ.get("LGNET_OIDC_ISSUER", "").rstrip("/")
LGNET_OIDC_CLIENT = os.environ.get("LGNET_OIDC_CLIENT", "")
LGNET_OIDC_SECRET_FILE = os.environ.get("LGNET_OIDC_SECRET_FILE", "")
LGNET_OIDC_NAME = os.environ.get("LGNET_OIDC_NAME", "SPID / CIE")
LGNET_OIDC_STRONG = os.environ.get("LGNET_OIDC_STRONG", "").split()

# Links in e-mails lead here. Without a server named no e-mail leaves and nobody is asked by one;
# the demonstration writes them into its data folder.
LGNET_SITE = os.environ.get("LGNET_SITE", "http://127.0.0.1:8000" if DEMO else "").rstrip("/")
_MAIL = urlsplit(os.environ.get("LGNET_MAIL_URL", ""))
LGNET_MAIL = bool(LGNET_SITE and (_MAIL.hostname or DEMO))
EMAIL_BACKEND = (
    f"django.core.mail.backends.{'smtp' if _MAIL.hostname else 'filebased'}.EmailBackend"
)
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_HOST, EMAIL_PORT = _MAIL.hostname or "", _MAIL.port or 587
EMAIL_HOST_USER = unquote(_MAIL.username or "")
EMAIL_HOST_PASSWORD = _secret(os.environ.get("LGNET_MAIL_PASSWORD_FILE", ""))
EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.scheme == "smtps", _MAIL.scheme != "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("LGNET_MAIL_FROM", "lgnet@localhost")

SESSION_COOKIE_AGE = LGNET_SESSION_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-lgnet" if HTTPS else "lgnet"
LGNET_DEVICE_COOKIE = "__Host-device" if HTTPS else "device"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^salute/$"]  # asked from beside the server, without the proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "it"
LANGUAGE_COOKIE_NAME = "language"  # the middleware asks for it: a choice beats the account
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGES = [("it", "Italiano"), ("en", "English")]
LOCALE_PATHS = sorted(path for path in (SOURCE / "locale").glob("*") if path.is_dir())
FORMAT_MODULE_PATH = "lgnet.config.formats"
TIME_ZONE = "Europe/Rome"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [
    SOURCE / "web" / "static",
    ("bi", Path(bootstrap_italia_template.__file__).parent / "static"),
    ("leaflet", Path(leaflet.__file__).parent / "static" / "leaflet"),
]
WHITENOISE_USE_FINDERS = DEMO or DEBUG
STATIC_ROOT = None if WHITENOISE_USE_FINDERS else DATA / "static"
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "lgnet.lib.faults.WithoutValues"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "lgnet": {"level": "INFO"},
        # Django writes paths and SQL parameters at these levels; lgnet.lib.faults tells of faults.
        "django.db.backends": {"level": "ERROR"},
        "django.request": {"level": "CRITICAL"},
    },
}
CSRF_FAILURE_VIEW = "lgnet.web.problems.csrf"
