<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Knock;
use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Jobs\Worker;

/** POST /jobs/run: the site asks itself to do due jobs. Known by a signature that only this site can make, good for a minute. */
final class RunJobs extends Route {

	private const SECONDS = 25.0;

	public function __construct(
		private readonly Knock $knock,
		private readonly Worker $worker,
	) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/jobs/run';
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'at'        => Schema::int(),
				'signature' => Schema::text( 64 ),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed( [ 'done' => Schema::int() ] );
	}

	public function permit( \WP_REST_Request $request ): bool|\WP_Error {
		$sent = $request->get_json_params();
		$sent = is_array( $sent ) ? $sent : [];
		return is_int( $sent['at'] ?? null ) && is_string( $sent['signature'] ?? null ) && $this->knock->is_ours( $sent['at'], $sent['signature'] )
			? true
			: new \WP_Error( 'rest_forbidden', __( 'Only this site itself may do this.', 'aaia-chatbot' ), [ 'status' => 403 ] );
	}

	protected function respond( \WP_REST_Request $request, Input $input ): RouteResult {
		ignore_user_abort( true );
		return RouteResult::ok( [ 'done' => $this->worker->run( self::SECONDS ) ] );
	}
}
