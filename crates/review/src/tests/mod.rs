//! Requests through the router, as a browser sends them.

mod decisions;
mod hostile;
mod pictures;
mod refused;
mod site;
mod team;
mod views;
