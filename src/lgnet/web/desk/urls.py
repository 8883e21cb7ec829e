"""Addresses of the desk pages, one list per room."""

from lgnet.web.desk import people_urls

app_name = "desk"
urlpatterns = [*people_urls.urlpatterns]
