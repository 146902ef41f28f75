<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\People;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** PUT /alerts/people: how often a recipient is told: at once, in one mail an hour, or in one a day. */
final class ChoosePace extends StaffRoute {

	public function __construct( private readonly People $people ) {}

	public function method(): string {
		return 'PUT';
	}

	public function path(): string {
		return '/alerts/people';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'address' => Schema::email(),
				'pace'    => Schema::enum( People::NOW, People::HOURLY, People::DAILY ),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed( [ 'saved' => Schema::bool() ] );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$address = $input->line( 'address' );
		if ( false === is_email( $address ) ) {
			/* translators: %s: what was typed. */
			return RouteResult::problem( 400, 'aaia_invalid_address', sprintf( __( '“%s” is not an e-mail address. Type one such as support@example.com.', 'aaia-chatbot' ), $address ) );
		}
		$this->people->choose( $address, $input->line( 'pace' ) );
		return RouteResult::ok( [ 'saved' => true ] );
	}
}
