<?php

/**
 * Plugin Name: Stand-in for a plugin that restricts the whole site early
 * Description: Ends every request of a guest while WordPress reads what is asked for, before the REST API begins. For tests only.
 * Version: 0.0.0
 */

add_action(
	'parse_request',
	static function () {
		if ( is_user_logged_in() || is_admin() ) {
			return;
		}
		wp_die( 'Access to this site is restricted.', 'Restricted', array( 'response' => 403 ) );
	},
	1
);
