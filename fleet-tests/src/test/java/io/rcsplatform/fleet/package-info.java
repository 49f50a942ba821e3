/** The packaged services as processes on real PostgreSQL, RabbitMQ and Redis, used through the gateway and broken on purpose. */
@NullMarked
package io.rcsplatform.fleet;

import org.jspecify.annotations.NullMarked;
