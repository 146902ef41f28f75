<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

use Aaia\Chatbot\Alerts\Figures\Activations;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** GET /alerts/activations: each time a person was offered, declined, asked for, and told of, with its conversation. */
final class ListActivations extends StaffRoute {

	private const SCOPE = 'activations';

	private const PAGE = 25;

	public function __construct(
		private readonly Activations $activations,
		private readonly Cursor $cursor,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/alerts/activations';
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
				'items'       => Schema::list_of(
					Schema::closed(
						[
							'type'         => Schema::enum( 'support.offered', 'support.declined', 'support.requested', 'delivery.sent', 'delivery.failed' ),
							'origin'       => Schema::string(),
							'conversation' => Schema::string()->nullable(),
							'at'           => Schema::string()->nullable(),
						]
					)->named( 'Activation' )
				),
				'next_cursor' => Schema::string()->nullable(),
			]
		)->named( 'ActivationPage' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$before = '' === $input->line( 'cursor' ) ? null : $this->cursor->open( $input->line( 'cursor' ), self::SCOPE );
		if ( null === $before && '' !== $input->line( 'cursor' ) ) {
			return RouteResult::problem( 410, 'aaia_cursor_expired', __( 'This page of the list is no longer valid. Load the list again.', 'aaia-chatbot' ) );
		}
		$found = $this->activations->page( $before, self::PAGE + 1 );
		$page  = array_slice( $found, 0, self::PAGE );
		$last  = end( $page );
		return RouteResult::ok(
			[
				'items'       => array_map(
					static fn( array $item ): array => [
						'type'         => $item['type'],
						'origin'       => $item['origin'],
						'conversation' => $item['conversation'],
						'at'           => $item['at'],
					],
					$page
				),
				'next_cursor' => count( $found ) > self::PAGE && false !== $last ? $this->cursor->seal( $last['event'], self::SCOPE ) : null,
			]
		);
	}
}
