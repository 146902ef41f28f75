<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Search\Embeddings;

use Aaia\Chatbot\Search\ChosenSearch;
use Aaia\Chatbot\Search\Embeddings\HybridSearch;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Search\PassageSearch;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Settings\Settings;

/** The REST routes of embeddings, and a search engine of another plugin. */
final class EmbeddingRoutesTest extends EmbeddingTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->know( 'workshop', 'The repair of every bicycle.', 'Workshop' );
		$this->sign_in();
	}

	public function test_an_owner_sees_the_cost_starts_follows_and_deletes_embeddings(): void {
		self::assertSame( 'off', $this->rest( 'GET', '/knowledge/embeddings' )->get_data()['progress'] );
		$this->use_server( 'well' );
		$before = $this->rest( 'GET', '/knowledge/embeddings' )->get_data();
		self::assertSame( [ 'not_started', 1, 0 ], [ $before['progress'], $before['chunks'], $before['tokens'] ] );
		self::assertGreaterThan( 0, $before['estimate'] );
		$begun = $this->rest( 'POST', '/knowledge/embeddings', [] );
		self::assertSame( [ 202, 'building' ], [ $begun->get_status(), $begun->get_data()['progress'] ] );
		self::assertSame( 1, $this->jobs_waiting() );
		$this->job();
		$ready = $this->rest( 'GET', '/knowledge/embeddings' )->get_data();
		self::assertSame( [ 'ready', 'meanings', 1 ], [ $ready['progress'], $ready['searched'], $ready['done'] ] );
		$deleted = $this->rest( 'DELETE', '/knowledge/embeddings' )->get_data();
		self::assertSame( [ 'not_started', '' ], [ $deleted['progress'], $deleted['searched'] ] );
		$this->job();
		self::assertSame( [], $this->vectors() );
	}

	public function test_the_connection_test_describes_its_result(): void {
		self::assertFalse( $this->rest( 'POST', '/embeddings/test', [] )->get_data()['ok'] );
		$this->use_server( 'well' );
		$good = $this->rest( 'POST', '/embeddings/test', [] )->get_data();
		self::assertTrue( $good['ok'] );
		self::assertStringContainsString( 'vectors of 96 numbers', $good['sentences'][0] );
		$this->use_server( 'bad-key' );
		$bad = $this->rest( 'POST', '/embeddings/test', [] )->get_data();
		self::assertFalse( $bad['ok'] );
		self::assertStringNotContainsString( 'sk-', implode( ' ', $bad['sentences'] ) );
	}

	public function test_an_editor_can_neither_see_nor_change_it(): void {
		$user = $this->user( 'editor' );
		$user->add_cap( 'aaia_view_conversations' );
		wp_set_current_user( $user->ID );
		foreach ( [
			[ 'GET', '/knowledge/embeddings' ],
			[ 'POST', '/knowledge/embeddings' ],
			[ 'DELETE', '/knowledge/embeddings' ],
			[ 'POST', '/embeddings/test' ],
		] as [ $method, $path ] ) {
			self::assertSame( 403, $this->rest( $method, $path, 'GET' === $method ? null : [] )->get_status(), $method . ' ' . $path );
		}
	}

	public function test_a_typed_key_is_sent_to_its_address_only(): void {
		$this->use_server( 'well' );
		self::assertSame( 'sk-abcdefghijklmnop', $this->services->get( Settings::class )->secret( 'embeddings_api_key' ) );
		$this->services->get( Settings::class )->save( [ 'embeddings_base_url' => 'https://elsewhere.example/v1' ] );
		self::assertSame( '', $this->services->get( Settings::class )->secret( 'embeddings_api_key' ) );
		self::assertSame( '', $this->services->get( Settings::class )->secret( 'api_key' ) );
	}

	public function test_an_engine_of_another_plugin_replaces_the_search_and_falls_back_when_it_fails(): void {
		$engine = new class() implements PassageSearch {

			public bool $broken = false;

			public function search( SearchQuery $query ): array {
				return $this->broken
					? throw new \RuntimeException( 'The engine is down.' )
					: [ new Passage( 1, 1, 'from-elsewhere', 'Elsewhere', [], $query->text, '', '', 1.0, 1.0, null ) ];
			}
		};
		$search = new ChosenSearch( $this->services->get( HybridSearch::class ) );
		$found  = static fn(): array => array_map(
			static fn( Passage $passage ): string => $passage->external_id,
			$search->search( new SearchQuery( 'repair of a bicycle' ) ),
		);
		self::assertSame( [ 'workshop' ], $found() );
		add_filter( 'aaia_chatbot_passage_search', static fn(): PassageSearch => $engine );
		self::assertSame( [ 'from-elsewhere' ], $found() );
		$engine->broken = true;
		self::assertSame( [ 'workshop' ], $found() );
		add_filter( 'aaia_chatbot_passage_search', static fn(): string => 'nonsense', 20 );
		self::assertSame( [ 'workshop' ], $found() );
	}
}
