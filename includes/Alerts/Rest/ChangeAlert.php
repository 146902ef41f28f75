<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\AlertRepository;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** PATCH /alerts/{id}: acknowledges an alert, or marks it as needless (a false alarm). */
final class ChangeAlert extends StaffRoute {

	public function __construct(
		private readonly AlertRepository $alerts,
		private readonly ConversationRepository $conversations,
		private readonly ConversationAccess $access,
	) {}

	public function method(): string {
		return 'PATCH';
	}

	public function path(): string {
		return '/alerts/{id}';
	}

	public function capability(): Capability {
		return Capability::Reply;
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'acknowledged' => Schema::bool()->optional(),
				'needless'     => Schema::bool()->optional(),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed( [ 'saved' => Schema::bool() ] );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$alert = $this->alerts->by_public_id( $this->in_path( $request, 'id' ) );
		if ( null === $alert || null === $this->access->permitted( $this->conversations->by_id( $alert->conversation_id ), $this->capability() ) ) {
			return RouteResult::not_found();
		}
		if ( $input->bool( 'acknowledged' ) ) {
			$this->alerts->acknowledge( $alert->id, wp_get_current_user()->user_login );
		}
		if ( $input->has( 'needless' ) ) {
			$this->alerts->mark_needless( $alert->id, $input->bool( 'needless' ) );
		}
		return RouteResult::ok( [ 'saved' => true ] );
	}
}
