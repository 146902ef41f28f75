<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Operation;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffController;

/** Whether the next conversation opens after resolving one: the wish of each user. */
final class OpenNextController extends StaffController {

	/** User option. */
	public const NEXT = 'aaia_chatbot_open_next';

	public static function routes(): array {
		$preferences = Schema::closed( [ 'open_next' => Schema::bool() ] );
		return [
			Operation::put( '/preferences/open-next', 'save', Capability::View )
				->takes( $preferences )
				->answers( $preferences )
				->named( 'OpenNext' ),
		];
	}

	public function save( Input $input ): RouteResult {
		$next = $input->bool( 'open_next' );
		if ( $next ) {
			update_user_option( get_current_user_id(), self::NEXT, '1' );
		} else {
			delete_user_option( get_current_user_id(), self::NEXT );
		}
		return RouteResult::ok( [ 'open_next' => $next ] );
	}

	/** Whether the current user wants the next conversation to open. */
	public static function opens_next(): bool {
		return '1' === get_user_option( self::NEXT );
	}
}
