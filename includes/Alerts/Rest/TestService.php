<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\AlertKind;
use Aaia\Chatbot\Alerts\Outside\Notice;
use Aaia\Chatbot\Alerts\Outside\ServiceClient;
use Aaia\Chatbot\Alerts\Outside\ServiceRepository;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;

/** POST /alert-services/{id}/test: sends a message marked as a test to the service and answers how it went. */
final class TestService extends TestRoute {

	public function __construct(
		private readonly ServiceRepository $services,
		private readonly ServiceClient $client,
		private readonly Clock $clock,
	) {}

	public function path(): string {
		return '/alert-services/{id}/test';
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$service = $this->services->by_public_id( $this->in_path( $request, 'id' ) );
		if ( null === $service ) {
			return RouteResult::not_found();
		}
		$outcome = $this->client->deliver(
			$service,
			new Notice(
				Ids::random(),
				__( 'Test of the AAIA chatbot’s alerts', 'aaia-chatbot' ),
				__( 'This is a test. Alerts of your AAIA chatbot will arrive here.', 'aaia-chatbot' ),
				admin_url( 'admin.php?page=aaia-conversations' ),
				null,
				AlertKind::Support->value,
				'',
				'',
				$this->clock->now(),
				false,
				true
			)
		);
		/* translators: 1: name of a service, 2: its own words. */
		$failed = sprintf( __( '%1$s did not take the test message: %2$s', 'aaia-chatbot' ), $service->name, $outcome->reason );
		/* translators: %s: name of a service. */
		$passed = sprintf( __( '%s took the test message.', 'aaia-chatbot' ), $service->name );
		return RouteResult::ok(
			[
				'ok'      => $outcome->accepted,
				'message' => $outcome->accepted ? $passed : $failed,
			]
		);
	}
}
