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

/** The current user's own choices in the inbox. */
final class PreferencesController extends StaffController {

	public static function routes(): array {
		$names = array_keys( AgentPreferences::DEFAULTS );
		$all   = Schema::closed( array_fill_keys( $names, Schema::bool() ) )->named( 'AgentPreferences' );
		return [
			Operation::get( '/preferences', 'show', Capability::View )->answers( $all ),
			Operation::patch( '/preferences', 'change', Capability::View )
				->takes( Schema::closed( array_fill_keys( $names, Schema::bool()->optional() ) ) )
				->answers( $all ),
		];
	}

	public function __construct( private readonly AgentPreferences $preferences ) {}

	public function show(): RouteResult {
		return RouteResult::ok( $this->preferences->of( get_current_user_id() ) );
	}

	public function change( Input $input ): RouteResult {
		$changes = [];
		foreach ( array_keys( AgentPreferences::DEFAULTS ) as $name ) {
			if ( $input->has( $name ) ) {
				$changes[ $name ] = $input->bool( $name );
			}
		}
		return RouteResult::ok( $this->preferences->change( get_current_user_id(), $changes ) );
	}
}
