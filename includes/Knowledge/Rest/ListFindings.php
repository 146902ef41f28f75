<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Knowledge\Health\FindingKind;
use Aaia\Chatbot\Knowledge\Health\FindingRepository;
use Aaia\Chatbot\Knowledge\Health\HealthState;
use Aaia\Chatbot\Knowledge\Health\StoredFinding;

/** GET /knowledge/health: what is wrong with the pages the assistant answers from, newest first, with counts and how far the looking is. */
final class ListFindings extends StaffRoute {

	private const SCOPE = 'knowledge-health';

	public function __construct(
		private readonly FindingRepository $findings,
		private readonly HealthState $state,
		private readonly Cursor $cursor,
	) {}

	public function method(): string {
		return 'GET';
	}

	public function path(): string {
		return '/knowledge/health';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return KeysetPage::query(
			[
				'kind'    => Schema::enum( 'contradiction', ...array_column( FindingKind::cases(), 'value' ) )->optional(),
				'ignored' => Schema::bool()->optional(),
			]
		);
	}

	public function answer(): Schema {
		return KeysetPage::answer(
			FindingShape::schema(),
			[
				'counts' => Schema::closed(
					[
						'link'          => Schema::int(),
						'expired'       => Schema::int(),
						'contradiction' => Schema::int(),
						'ignored'       => Schema::int(),
					]
				),
				'waiting'   => Schema::int(),
				'documents' => Schema::int(),
			]
		)->named( 'KnowledgeHealth' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$page = KeysetPage::read(
			$this->cursor,
			$input,
			self::SCOPE,
			fn( ?int $before, int $limit ): array => $this->findings->page( $input->line( 'kind' ), $input->bool( 'ignored' ), $before, $limit ),
			static fn( StoredFinding $finding, int $key ): int => $finding->id
		);
		if ( null === $page ) {
			return KeysetPage::expired();
		}
		return RouteResult::ok(
			$page->body( static fn( StoredFinding $finding ): array => FindingShape::of( $finding ) ) + [
				'counts'    => $this->findings->counts(),
				'waiting'   => $this->state->waiting(),
				'documents' => $this->state->documents(),
			]
		);
	}
}
