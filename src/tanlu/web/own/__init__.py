"""Own figures by upload: shown first, imported when somebody says so."""
