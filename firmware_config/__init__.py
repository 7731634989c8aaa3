"""Settings, the room CA, broker configuration, provisioning and self-check, the demo room."""
