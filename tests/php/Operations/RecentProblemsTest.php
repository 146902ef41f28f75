<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Operations;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Operations\LogLevel;
use Aaia\Chatbot\Operations\PurgeLog;
use Aaia\Chatbot\Operations\RecentProblems;
use Aaia\Chatbot\Operations\StatusReport;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\SystemClock;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestClock;

final class RecentProblemsTest extends ChatTestCase {

	public function test_problems_are_kept_newest_first_each_once_and_shown_in_site_health(): void {
		$problems = $this->log( new SystemClock() );
		$problems->record( 'error', 'The mailer is down.' );
		$problems->record( 'error', "The disk\nis full." );
		$problems->record( 'error', 'The mailer is down.' );
		$this->assertSame( [], $problems->all(), 'Nothing is written before the request is over.' );
		$problems->write();
		$problems->record( 'error', 'The disk is full.' );
		$problems->write();
		$this->assertSame( [ 'The disk is full.', 'The mailer is down.' ], array_column( $problems->all(), 'sentence' ) );
		$shown = $this->plugin->services->get( StatusReport::class )->add_to_site_health( [] )['aaia-chatbot'];
		$this->assertIsArray( $shown );
		$this->assertSame( 'The disk is full.', $shown['fields']['problem_0']['value'] );
	}

	public function test_only_the_last_fifty_are_kept(): void {
		$problems = $this->log( new SystemClock() );
		for ( $i = 0; $i < 60; $i++ ) {
			$problems->record( 'error', "Problem $i." );
		}
		$problems->write();
		$this->assertCount( 50, $problems->all() );
		$this->assertSame( 'Problem 59.', $problems->all()[0]['sentence'] );
	}

	public function test_a_sentence_that_comes_again_is_counted_and_comes_to_the_top(): void {
		$clock = new TestClock();
		$log   = $this->log( $clock );
		foreach ( [ 'The model is slow.', 'The mailer is down.', 'The model is slow.' ] as $sentence ) {
			$log->record( 'warning', $sentence );
			$log->write();
			$clock->pass( '1 hour' );
		}
		self::assertSame( [ 'The model is slow.', 'The mailer is down.' ], array_column( $log->all(), 'sentence' ) );
		self::assertSame( [ 2, 1 ], array_column( $log->all(), 'times' ) );
		self::assertGreaterThan( $log->all()[0]['first_at'], $log->all()[0]['at'] );
	}

	public function test_nothing_that_looks_like_a_key_is_kept_and_a_path_stays_readable(): void {
		$log = $this->log( new SystemClock() );
		$log->record( 'error', 'Refused: Bearer sk-abcdef0123456789 by https://api.test/?key=verysecret12' );
		$log->record( 'error', 'Cannot write /var/www/html/wp-content/uploads/aaia-chatbot/files/one.txt' );
		$log->write();
		$said = implode( ' ', array_column( $log->all(), 'sentence' ) );
		self::assertStringNotContainsString( 'abcdef0123456789', $said );
		self::assertStringNotContainsString( 'verysecret12', $said );
		self::assertStringContainsString( '/var/www/html/wp-content/uploads/aaia-chatbot/files/one.txt', $said );
	}

	public function test_the_owner_chooses_what_is_kept_and_for_how_long(): void {
		$clock    = new TestClock();
		$services = $this->wired( [ Clock::class => $clock ] );
		$services->get( Settings::class )->save( [ 'log_level' => 'warning', 'log_days' => 7 ] );
		$log = $services->get( RecentProblems::class );
		foreach ( LogLevel::cases() as $level ) {
			$log->record( $level->value, "A sentence of {$level->value}." );
		}
		$log->write();
		self::assertEqualsCanonicalizing( [ 'error', 'warning' ], array_column( $log->all(), 'level' ) );
		self::assertSame( [ 'error' ], array_column( $log->all( 50, LogLevel::Error ), 'level' ) );

		$clock->pass( '8 days' );
		$log->record( 'error', 'A sentence of error.' );
		$log->write();
		$services->get( PurgeLog::class )->handle( new Job( 0, PurgeLog::NAME, [], 1 ) );
		self::assertSame( [ 'A sentence of error.' ], array_column( $log->all(), 'sentence' ), 'What came again stays.' );
	}

	public function test_pages_follow_one_another_although_many_entries_have_the_same_second(): void {
		$log = $this->log( new TestClock() );
		for ( $i = 0; $i < 25; $i++ ) {
			$log->record( 'error', "Problem $i." );
		}
		$log->write();
		$read = [];
		do {
			$page = $log->all( 10, null, [] === $read ? 0 : (int) end( $read )['id'] );
			array_push( $read, ...$page );
		} while ( [] !== $page );
		self::assertCount( 25, array_unique( array_column( $read, 'sentence' ) ) );
		self::assertCount( 25, $read );
	}

	private function log( Clock $clock ): RecentProblems {
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'log' ) );
		return new RecentProblems( $clock, $this->database(), $this->plugin->services->get( Settings::class ) );
	}
}
