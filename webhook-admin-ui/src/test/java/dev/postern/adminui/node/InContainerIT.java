package dev.postern.adminui.node;

import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** The tests inside of the container, in one process: they share its server and its ports. */
@Suite
@SelectClasses({GateIT.class, ApplicationBeansIT.class})
class InContainerIT {}
