<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

use Aaia\Chatbot\Alerts\DeliveryLog;
use Aaia\Chatbot\Alerts\DeliveryState;
use Aaia\Chatbot\Alerts\FailureWords;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** GET /deliveries: the log of what was sent, to whom, and why it was not; newest first. */
final class ListDeliveries extends StaffRoute {

	private const SCOPE = 'deliveries';

	public function __construct(
		private readonly DeliveryLog $log,
		private readonly FailureWords $words,
		private readonly Cursor $cursor,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/deliveries';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'state'    => Schema::enum( ...array_column( DeliveryState::cases(), 'value' ) )->optional(),
				'search'   => Schema::text( 200 )->optional(),
				'cursor'   => Schema::text( 200 )->optional(),
				'per_page' => Schema::int( 1, 100 )->optional(),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'items'       => Schema::list_of( DeliveryShape::schema() ),
				'next_cursor' => Schema::string()->nullable(),
				'counts'      => Schema::map_of( Schema::int() ),
			]
		)->named( 'DeliveryPage' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$before = null;
		if ( '' !== $input->line( 'cursor' ) ) {
			$before = $this->cursor->open( $input->line( 'cursor' ), self::SCOPE );
			if ( null === $before ) {
				return RouteResult::problem( 410, 'aaia_cursor_expired', __( 'This page of the list is no longer valid. Load the list again.', 'aaia-chatbot' ) );
			}
		}
		$limit         = $input->int( 'per_page', 25 );
		$found         = $this->log->page( DeliveryState::tryFrom( $input->line( 'state' ) ), $input->line( 'search' ), $before, $limit + 1 );
		$page          = array_slice( $found, 0, $limit );
		$conversations = $this->log->conversations( $page );
		$items         = [];
		foreach ( $page as $delivery ) {
			$items[] = DeliveryShape::of( $delivery, $conversations[ $delivery->conversation_id ?? 0 ] ?? null, $this->words );
		}
		$last = end( $page );
		return RouteResult::ok(
			[
				'items'       => $items,
				'next_cursor' => count( $found ) > $limit && false !== $last ? $this->cursor->seal( $last->id, self::SCOPE ) : null,
				'counts'      => $this->log->counts(),
			]
		);
	}
}
