"""Delivery of a closed meeting's bundle to the central server, and the side that receives it.

Sending: `delivery` (states), `courier` (the loop), `client` (HTTPS). Receiving: `server` and `app`
around `receiver` (uploads) and `pages` (what people read); `intake` decides about one upload with
`examination`, `archive` and `quarantine`. Both sides share `receipt` and `bundle_file`.
"""
