"""The rule packs shipped with the hub, one TOML file each; see `hub.application.rule_packs`."""
