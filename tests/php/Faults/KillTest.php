<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Faults;

use Aaia\Chatbot\Settings\Settings;

/** Requests that are killed while they run. */
final class KillTest extends \PHPUnit\Framework\TestCase {

	private const KILLS = 10;

	private RealSite $site;

	protected function setUp(): void {
		$this->site = new RealSite();
		$this->site->open( [ 'support_email' => 'team@example.com' ] );
	}

	protected function tearDown(): void {
		$this->site->close();
	}

	public function test_a_killed_turn_loses_no_word_doubles_none_and_is_answered_in_the_end(): void {
		$this->site->plugin->services->get( Settings::class )->save( [ 'provider' => 'scripted', 'turns_at_once' => 10 ] );
		$this->assert_only_kills( ( new Kills( $this->site ) )->turns( self::KILLS ) );
	}

	public function test_a_killed_request_for_a_person_is_kept_and_alerted_once(): void {
		$this->assert_only_kills( ( new Kills( $this->site ) )->requests( self::KILLS ) );
	}

	public function test_a_killed_migration_is_finished_by_the_next_request(): void {
		$this->assert_only_kills( ( new Kills( $this->site ) )->migrations( self::KILLS ) );
	}

	/** @param array<string, int> $counts */
	private function assert_only_kills( array $counts ): void {
		$this->assertGreaterThanOrEqual( self::KILLS, $counts['kills'] );
		$this->assertGreaterThan( 0, $counts['interrupted'], 'At least one was at work when it was killed.' );
		$this->assertSame(
			[],
			array_filter( array_diff_key( $counts, [ 'kills' => 1, 'interrupted' => 1 ] ) ),
			(string) wp_json_encode( $counts ),
		);
	}
}
