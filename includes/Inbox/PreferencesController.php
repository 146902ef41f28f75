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
use Aaia\Chatbot\Inbox\Notices\QuietHours;

/** The current user's own choices in the inbox. */
final class PreferencesController extends StaffController {

	public static function routes(): array {
		$names = array_keys( AgentPreferences::DEFAULTS );
		$all   = Schema::closed( array_fill_keys( $names, Schema::bool() ) + [ 'quiet_hours' => QuietHours::schema()->nullable() ] )
			->named( 'AgentPreferences' );
		return [
			Operation::get( '/preferences', 'show', Capability::View )->answers( $all ),
			Operation::patch( '/preferences', 'change', Capability::View )
				->takes( Schema::closed(
					array_fill_keys( $names, Schema::bool()->optional() ) + [ 'quiet_hours' => QuietHours::schema()->nullable()->optional() ],
				) )
				->answers( $all ),
		];
	}

	public function __construct( private readonly AgentPreferences $preferences ) {}

	public function show(): RouteResult {
		return RouteResult::ok( $this->preferences->to_array( get_current_user_id() ) );
	}

	public function change( Input $input ): RouteResult {
		$changes = [];
		foreach ( array_keys( AgentPreferences::DEFAULTS ) as $name ) {
			if ( $input->has( $name ) ) {
				$changes[ $name ] = $input->bool( $name );
			}
		}
		if ( $input->has( 'quiet_hours' ) ) {
			$given = $input->object( 'quiet_hours' )?->all();
			$hours = QuietHours::read( $given );
			if ( null !== $given && null === $hours ) {
				$words = __( 'Quiet hours need two different times, such as 22:00 and 07:00.', 'aaia-chatbot' );
				return RouteResult::problem( 400, 'aaia_quiet_hours', $words );
			}
			$this->preferences->set_quiet_hours( get_current_user_id(), $hours );
		}
		$this->preferences->change( get_current_user_id(), $changes );
		return $this->show();
	}
}
