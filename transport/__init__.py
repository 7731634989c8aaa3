"""How bytes travel between hub and terminals: the one MQTT link and the TLS it runs on."""
