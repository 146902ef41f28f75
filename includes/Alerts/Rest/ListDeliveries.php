<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Delivery;
use Aaia\Chatbot\Alerts\DeliveryLog;
use Aaia\Chatbot\Alerts\DeliveryState;
use Aaia\Chatbot\Alerts\FailureWords;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
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
		return KeysetPage::query(
			[
				'state'  => Schema::enum( ...array_column( DeliveryState::cases(), 'value' ) )->optional(),
				'search' => Schema::text( 200 )->optional(),
			]
		);
	}

	public function answer(): Schema {
		return KeysetPage::answer( DeliveryShape::schema(), [ 'counts' => Schema::map_of( Schema::int() ) ] )->named( 'DeliveryPage' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$state  = DeliveryState::tryFrom( $input->line( 'state' ) );
		$search = $input->line( 'search' );
		$page   = KeysetPage::read(
			$this->cursor,
			$input,
			self::SCOPE,
			fn( ?int $before, int $limit ): array => $this->log->page( $state, $search, $before, $limit ),
			static fn( Delivery $delivery ): int => $delivery->id
		);
		if ( null === $page ) {
			return KeysetPage::expired();
		}
		$conversations = $this->log->conversations( $page->items );
		$shown         = fn( Delivery $delivery ): array => DeliveryShape::of( $delivery, $conversations[ $delivery->conversation_id ?? 0 ] ?? null, $this->words );
		return RouteResult::ok( $page->body( $shown ) + [ 'counts' => $this->log->counts() ] );
	}
}
