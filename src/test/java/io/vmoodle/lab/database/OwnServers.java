package io.vmoodle.lab.database;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The class has database servers of its own, started on first use, ended with it. For whoever acts
 * on a whole server, or looks at all that is on it: classes that run beside it have others.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OwnServersExtension.class)
public @interface OwnServers {}
