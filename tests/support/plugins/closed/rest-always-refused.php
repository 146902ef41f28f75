<?php

/**
 * Plugin Name: Stand-in for a plugin that refuses guests whatever others said
 * Description: Looks at nothing but the login, after WordPress's own checks, and names no status. For tests only.
 * Version: 0.0.0
 */

add_filter(
	'rest_authentication_errors',
	static function ( $result ) {
		return is_user_logged_in() ? $result : new WP_Error( 'rest_cannot_access', 'Only logged users are able to call REST API.' );
	},
	1000
);
