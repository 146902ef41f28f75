<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Worker;

/** Requests of the site to itself (loopback). Authenticated by signatures of this site that are valid for a minute; reveals nothing. */
final class LoopbackController extends Controller {

	/** How long one request may work. Seconds. */
	private const SECONDS = 25.0;

	public static function routes(): array {
		return [
			Operation::post( '/jobs/run', 'run_jobs' )
				->takes( Schema::closed( [
					'at'        => Schema::int(),
					'signature' => Schema::text( 64 ),
				] ) )
				->answers( Schema::closed( [ 'done' => Schema::int() ] ) ),
			Operation::post( ProxyDetector::PATH, 'note_proxy' )
				->takes( Schema::closed( [
					'at'        => Schema::int(),
					'challenge' => Schema::id(),
					'signature' => Schema::text( 64 ),
				] ) ),
		];
	}

	public function __construct(
		private readonly LoopbackRequest $loopback,
		private readonly Worker $worker,
		private readonly ProxyDetector $proxies,
		private readonly ClientAddress $address,
	) {}

	protected function permit( Operation $operation, \WP_REST_Request $request ): bool|\WP_Error {
		$sent      = (array) $request->get_json_params();
		$at        = $sent['at'] ?? null;
		$signature = $sent['signature'] ?? null;
		$challenge = $sent['challenge'] ?? '';
		$is_ours   = is_int( $at ) && is_string( $signature ) && is_string( $challenge )
			&& (
				'run_jobs' === $operation->function
					? $this->loopback->is_valid( $at, $signature )
					: $this->proxies->is_valid( $at, $challenge, $signature )
			);
		return $is_ours ? true : new \WP_Error(
			'rest_forbidden',
			__( 'Only this site itself may do this.', 'aaia-chatbot' ),
			[ 'status' => 403 ],
		);
	}

	protected function respond( Operation $operation, \WP_REST_Request $request, Input $input ): RouteResult {
		return 'run_jobs' === $operation->function ? $this->run_jobs() : $this->note_proxy( $input );
	}

	/** Runs due jobs. */
	private function run_jobs(): RouteResult {
		ignore_user_abort( true );
		return RouteResult::ok( [ 'done' => $this->worker->run_in_request( self::SECONDS ) ] );
	}

	/** Records the address that the site's request comes from. */
	private function note_proxy( Input $input ): RouteResult {
		return $this->proxies->record( $input->text( 'challenge' ), $this->address->connection() )
			? RouteResult::no_content()
			: RouteResult::not_found();
	}
}
