<?php

/**
 * Plugin Name: Stand-in for a plugin that closes the REST API to guests
 * Description: Refuses guests as WordPress's handbook shows it, at the default priority; the pages stay open. For tests only.
 * Version: 0.0.0
 */

add_filter(
	'rest_authentication_errors',
	static function ( $result ) {
		if ( true === $result || is_wp_error( $result ) ) {
			return $result;
		}
		return is_user_logged_in()
			? $result
			: new WP_Error( 'rest_not_logged_in', 'You are not currently logged in.', array( 'status' => 401 ) );
	}
);
