<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\ClientAddress;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\UnnamedProxies;

/** POST /proxy-look: the site asks itself, to see where its own requests come from. Known by a signature that only this site can make; tells nothing. */
final class NoteProxy extends Route {

	public function __construct(
		private readonly UnnamedProxies $proxies,
		private readonly ClientAddress $address,
	) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return UnnamedProxies::PATH;
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'at'        => Schema::int(),
				'challenge' => Schema::id(),
				'signature' => Schema::text( 64 ),
			]
		);
	}

	public function permit( \WP_REST_Request $request ): bool|\WP_Error {
		$sent = $request->get_json_params();
		$sent = is_array( $sent ) ? $sent : [];
		return is_int( $sent['at'] ?? null ) && is_string( $sent['challenge'] ?? null ) && is_string( $sent['signature'] ?? null ) && $this->proxies->is_ours( $sent['at'], $sent['challenge'], $sent['signature'] )
			? true
			: new \WP_Error( 'rest_forbidden', __( 'Only this site itself may do this.', 'aaia-chatbot' ), [ 'status' => 403 ] );
	}

	protected function respond( \WP_REST_Request $request, Input $input ): RouteResult {
		return $this->proxies->take( $input->text( 'challenge' ), $this->address->connection() ) ? RouteResult::nothing() : RouteResult::not_found();
	}
}
