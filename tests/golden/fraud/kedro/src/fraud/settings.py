"""Project settings; https://docs.kedro.org has what can be set here."""

CONFIG_LOADER_ARGS = {"base_env": "base", "default_run_env": "local"}

DISABLE_HOOKS_FOR_PLUGINS = ("kedro-telemetry",)
