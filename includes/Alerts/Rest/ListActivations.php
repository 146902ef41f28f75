<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Figures\Activations;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;

/** GET /alerts/activations: each time a person was offered, declined, asked for, and told of, with its conversation. */
final class ListActivations extends StaffRoute {

	private const SCOPE = 'activations';

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
		return KeysetPage::query();
	}

	public function answer(): Schema {
		return KeysetPage::answer(
			Schema::closed(
				[
					'type'         => Schema::enum( 'support.offered', 'support.declined', 'support.requested', 'delivery.sent', 'delivery.failed' ),
					'origin'       => Schema::string(),
					'conversation' => Schema::string()->nullable(),
					'at'           => Schema::string()->nullable(),
				]
			)->named( 'Activation' )
		)->named( 'ActivationPage' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$page = KeysetPage::read( $this->cursor, $input, self::SCOPE, $this->activations->page( ... ), static fn( array $item ): int => $item['event'] );
		return null === $page ? KeysetPage::expired() : RouteResult::ok( $page->body( static fn( array $item ): array => array_diff_key( $item, [ 'event' => 0 ] ) ) );
	}
}
