<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

/** Routes of the editor: for who may edit the post they are about, whatever else the account may do. */
final class EditorOnly {

	/** Whether the current user may edit the post; a refusal that tells nothing of it otherwise. */
	public static function permits( int $post_id ): bool|\WP_Error {
		return $post_id > 0 && current_user_can( 'edit_post', $post_id ) ? true : self::refusal();
	}

	public static function refusal(): \WP_Error {
		return is_user_logged_in()
			? new \WP_Error( 'rest_forbidden', __( 'Your account may not edit this page.', 'aaia-chatbot' ), [ 'status' => 403 ] )
			: new \WP_Error( 'rest_not_logged_in', __( 'Please log in first.', 'aaia-chatbot' ), [ 'status' => 401 ] );
	}
}
