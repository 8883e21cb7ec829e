"""Sign in, sign out, language."""

from django.urls import path

from lgnet.web.accounts import views

urlpatterns = [
    path("accesso/", views.sign_in, name="login"),
    path("uscita/", views.sign_out, name="logout"),
    path("inizio/", views.home, name="home"),
    path("lingua/", views.language, name="set_language"),
]
