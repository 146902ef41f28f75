<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Faults;

use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Plugin\Lifecycle;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Support\Ids;
use PHPUnit\Framework\Attributes\DataProvider;

/** A table disappears while requests run: no fatal error, a true message for the visitor, nothing stored twice. */
final class LostTableTest extends \PHPUnit\Framework\TestCase {

	/** Number of statements on our tables that succeed before the table is dropped. */
	private const AFTER = [ 0, 6 ];

	private RealSite $site;

	protected function setUp(): void {
		$this->site = new RealSite();
		$this->site->open();
		wp_clear_scheduled_hook( Lifecycle::REPAIR );
	}

	protected function tearDown(): void {
		wp_clear_scheduled_hook( Lifecycle::REPAIR );
		$this->site->close();
	}

	/** @return array<string, array{string}> Tables a turn reads or writes. */
	public static function tables(): array {
		$names = [
			'conversations', 'messages', 'turns', 'events', 'counters', 'visitors', 'sessions', 'rate_limits', 'knowledge_units',
			'answer_metrics', 'model_usage',
		];
		return array_combine( $names, array_map( static fn( string $name ): array => [ $name ], $names ) );
	}

	#[DataProvider( 'tables' )]
	public function test_a_turn_that_loses_a_table_ends_with_a_message_and_a_message_sent_again_is_stored_once( string $table ): void {
		foreach ( self::AFTER as $statements ) {
			$id    = Ids::random();
			$token = $this->site->token();
			$found = $this->lose( $table, $statements );
			$words = $this->says( $id, $token );
			$found();
			$this->assertMatchesRegularExpression(
				'/tables of the chat are missing|"finish"|could not be saved/',
				$words,
				"$table, after $statements statements.",
			);
			$this->assertStringNotContainsString( 'aaia_' . $table, $words, 'Names of tables are for the log.' );
			$this->site->pass_time();
			$this->site->work();
			$this->assertStringNotContainsString( 'aaia_unavailable', $this->says( $id, $token ), "$table, after $statements statements." );
			$this->assertSame( 1, $this->site->count( 'messages', 'client_id', $id ) );
			$this->assertSame( 0, $this->site->gaps_in_events() );
		}
	}

	public function test_a_request_that_misses_a_table_schedules_a_repair_when_it_ends(): void {
		$found = $this->lose( 'messages', 0 );
		try {
			$this->site->plugin->services->get( MessageRepository::class )->thread( 1, 1, false )[0];
			$this->fail( 'It was there.' );
		} catch ( DatabaseFailure $failure ) {
			$this->assertTrue( $failure->is_missing_table() );
		}
		$found();
		$this->site->plugin->finish();
		$this->assertNotFalse( wp_next_scheduled( Lifecycle::REPAIR ) );
	}

	public function test_while_every_table_is_gone_no_page_no_saving_and_no_scheduled_work_breaks(): void {
		$token = $this->site->token();
		$found = $this->lose( '', 0 );
		$page  = wp_insert_post( [
			'post_type' => 'page',
			'post_status' => 'publish',
			'post_title' => 'Opening hours',
			'post_content' => 'We open at nine.',
		] );
		wp_update_post( [ 'ID' => $page, 'post_content' => 'We open at ten.' ] );
		wp_delete_post( $page, true );
		$this->site->plugin->work();
		$this->site->plugin->finish();
		ob_start();
		do_action( 'wp_head' );
		do_action( 'wp_footer' );
		$this->site->plugin->services->get( Lifecycle::class )->upgrade();
		$this->site->plugin->serve_links();
		ob_end_clean();
		$words = $this->says( Ids::random(), $token );
		$found();
		$this->assertStringContainsString( 'tables of the chat are missing', $words );
		$this->assertNotFalse( wp_next_scheduled( Lifecycle::REPAIR ) );
	}

	private function says( string $id, string $token ): string {
		$words = '';
		Kills::ask( '/chat', $token, [
			'id' => Ids::random(),
			'message' => [ 'id' => $id, 'parts' => [ [ 'type' => 'text', 'text' => 'Hello' ] ] ],
		], static function ( string $more ) use ( &$words ): void {
			$words .= $more;
		} );
		return $words;
	}

	/**
	 * After so many statements the name of a table is that of one which is not there, so that the database itself refuses.
	 *
	 * @return \Closure(): bool Puts it back.
	 */
	private function lose( string $table, int $after ): \Closure {
		$name = $GLOBALS['wpdb']->prefix . 'aaia_' . $table;
		$rule = '/\b' . $name . ( '' === $table ? '' : '\b' ) . '/';
		$lose = static function ( string $query ) use ( $rule, $name, &$after ): string {
			return str_contains( $query, 'aaia_' ) && $after-- <= 0 ? (string) preg_replace( $rule, 'lost_' . $name, $query ) : $query;
		};
		add_filter( 'query', $lose );
		return static fn(): bool => remove_filter( 'query', $lose );
	}
}
