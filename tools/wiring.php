<?php

/**
 * Prints what the modules declare as one PHP file that returns an array; see Aaia\Chatbot\Wiring. Run by tools/build.mjs.
 *
 * WordPress is not loaded: modules are constants and hold nothing of a site.
 */

declare( strict_types=1 );

define( 'ABSPATH', __DIR__ );
define( 'MINUTE_IN_SECONDS', 60 );
define( 'HOUR_IN_SECONDS', 60 * MINUTE_IN_SECONDS );
define( 'DAY_IN_SECONDS', 24 * HOUR_IN_SECONDS );
define( 'WEEK_IN_SECONDS', 7 * DAY_IN_SECONDS );

require dirname( __DIR__ ) . '/includes/Autoloader.php';
Aaia\Chatbot\Autoloader::register();

echo "<?php\n\ndefined( 'ABSPATH' ) || exit;\n\n// Made by `npm run build` from the modules. Do not edit.\nreturn ", var_export(
	Aaia\Chatbot\Wiring::compile(),
	true,
), ";\n";
