# SPDX-License-Identifier: EUPL-1.2
"""What the web server calls. Without a choice it is production, which refuses what is unsafe."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkregie.project.productie")
application = get_wsgi_application()

from wijkregie.project.warm import warm_op  # noqa: E402 - once Django is set up

warm_op()
