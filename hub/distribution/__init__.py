"""The room's network: broker, gateway, intake and pacing of papers, announcement."""
