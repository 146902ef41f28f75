<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

use Aaia\Chatbot\Alerts\Alert;
use Aaia\Chatbot\Alerts\AlertRepository;
use Aaia\Chatbot\Alerts\Rules\RuleBook;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Support\Time;

/** GET /alerts: what was alerted, newest first, and who took care of it. */
final class ListAlerts extends StaffRoute {

	private const SCOPE = 'alerts';

	private const PAGE = 25;

	public function __construct(
		private readonly AlertRepository $alerts,
		private readonly RuleBook $book,
		private readonly ConversationRepository $conversations,
		private readonly ConversationAccess $access,
		private readonly Cursor $cursor,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/alerts';
	}

	public function capability(): Capability {
		return Capability::View;
	}

	public function schema(): Schema {
		return Schema::closed( [ 'cursor' => Schema::text( 200 )->optional() ] );
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'items'       => Schema::list_of( self::item() ),
				'next_cursor' => Schema::string()->nullable(),
			]
		)->named( 'AlertPage' );
	}

	private static function item(): Schema {
		return Schema::closed(
			[
				'id'              => Schema::string(),
				'kind'            => RuleShape::kind(),
				'rule'            => Schema::string(),
				'reason'          => Schema::string(),
				'matched'         => Schema::string(),
				'conversation'    => Schema::string()->nullable(),
				'preview'         => Schema::string(),
				'acknowledged_at' => Schema::string()->nullable(),
				'acknowledged_by' => Schema::string(),
				'needless'        => Schema::bool(),
				'created_at'      => Schema::string()->nullable(),
			]
		)->named( 'AlertItem' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$before = null;
		if ( '' !== $input->line( 'cursor' ) ) {
			$before = $this->cursor->open( $input->line( 'cursor' ), self::SCOPE );
			if ( null === $before ) {
				return RouteResult::problem( 410, 'aaia_cursor_expired', __( 'This page of the list is no longer valid. Load the list again.', 'aaia-chatbot' ) );
			}
		}
		$found = $this->alerts->page( $before, self::PAGE + 1 );
		$page  = array_slice( $found, 0, self::PAGE );
		$last  = end( $page );
		return RouteResult::ok(
			[
				'items'       => array_map( fn( Alert $alert ): array => $this->shown( $alert ), $page ),
				'next_cursor' => count( $found ) > self::PAGE && false !== $last ? $this->cursor->seal( $last->id, self::SCOPE ) : null,
			]
		);
	}

	/** @return array<string, mixed> */
	private function shown( Alert $alert ): array {
		$conversation = $this->access->permitted( $this->conversations->by_id( $alert->conversation_id ) );
		return [
			'id'              => $alert->public_id,
			'kind'            => $alert->kind->value,
			'rule'            => $this->book->of( $alert )->name,
			'reason'          => $alert->reason,
			'matched'         => $alert->matched,
			'conversation'    => $conversation?->public_id,
			'preview'         => $conversation->preview ?? '',
			'acknowledged_at' => Time::to_wire( $alert->acknowledged_at ),
			'acknowledged_by' => $alert->acknowledged_by,
			'needless'        => $alert->needless,
			'created_at'      => Time::to_wire( $alert->created_at ),
		];
	}
}
