package dev.postern.adminui.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All REST of all modules, found by their annotations. */
@ApplicationPath("/api/v1")
public class ApiApplication extends Application {}
