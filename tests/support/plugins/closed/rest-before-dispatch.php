<?php

/**
 * Plugin Name: Stand-in for a plugin that refuses guests instead of an answer
 * Description: Uses rest_pre_dispatch. For tests only.
 * Version: 0.0.0
 */

add_filter(
	'rest_pre_dispatch',
	static function ( $result ) {
		return is_user_logged_in() ? $result : new WP_Error( 'rest_forbidden', 'Members only.', array( 'status' => 403 ) );
	}
);
