<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Insights;

use Aaia\Chatbot\Assistant\UsageRepository;
use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\CategoryService;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\LabelService;
use Aaia\Chatbot\Conversations\Limit;
use Aaia\Chatbot\Conversations\LimitService;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\ReceivedMessage;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Conversations\TeamRole;
use Aaia\Chatbot\Conversations\TeamService;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\FileResponse;
use Aaia\Chatbot\Insights\CountFigures;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use PHPUnit\Framework\Attributes\DataProvider;

/** Figures of a period, compared with a slow count of the tables. */
final class FiguresTest extends InsightsTestCase {

	/** Conversations of the generated site. */
	private const MANY = 60;

	/** @var list<ReceivedMessage> */
	private array $made = [];

	protected function setUp(): void {
		parent::setUp();
		update_option( 'timezone_string', 'Europe/Paris' );
		$this->services->get( Settings::class )->save( [ 'office_hours' => [ '1-5 09:00-12:00', '1-5 11:00-18:00' ] ] );
	}

	public function test_figures_of_any_period_are_those_of_a_slow_count(): void {
		$this->generate();
		$this->count_all();
		$periods = [
			[ '2026-03-01', '2026-03-31' ],
			[ '2026-02-10', '2026-05-20' ],
			[ '2026-03-29', '2026-03-29' ],
			[ '2026-01-01', '2026-12-31' ],
		];
		foreach ( $periods as $days ) {
			$this->compare( $this->insights( ...$days ), ...$days );
		}
		$march = $this->insights( '2026-03-01', '2026-03-31' );
		self::assertSame( [ '2026-02-01', '2026-02-28' ], [ $march['previous_from'], $march['previous_to'] ] );
		self::assertSame( $this->insights( '2026-02-01', '2026-02-28' )['totals'], $march['previous'] );
		self::assertNull( $march['counting'] );
	}

	public function test_figures_are_counted_anew_after_a_restore(): void {
		$this->generate();
		$this->count_all();
		$database = $this->database();
		$before   = $this->insights( '2026-01-01', '2026-12-31' );
		// As a restore leaves them: without an erased conversation, with figures of before it, and with facts that were not counted yet.
		$erased = $this->made[0]->conversation->id;
		foreach ( [ 'conversations' => 'id', 'messages' => 'conversation_id', 'conversation_facts' => 'conversation_id' ] as $table => $column ) {
			$database->delete( $table, [ $column => $erased ] );
		}
		$database->delete( 'conversation_facts', [ 'conversation_id' => $this->made[1]->conversation->id ] );
		$this->services->get( Database::class )->transaction(
			fn() => $this->services->get( EventLog::class )->append( EventType::BackupRestored, null, null, [ 'made_at' => 1, 'after' => 1 ] )
		);
		$this->count_all();
		$after = $this->insights( '2026-01-01', '2026-12-31' );
		self::assertSame( $before['totals']['conversations'] - 1, $after['totals']['conversations'] );
		$this->compare( $after, '2026-01-01', '2026-12-31' );
	}

	public function test_every_figure_opens_its_conversations(): void {
		$this->generate();
		$this->count_all();
		$march = $this->insights( '2026-03-05', '2026-04-20' );
		$found = function ( string $figure ): int {
			$query = '?view=all&archived=any&per_page=100&from=2026-03-05&to=2026-04-20&figure=' . rawurlencode( $figure );
			$page  = $this->rest( 'GET', '/conversations' . $query )->get_data();
			self::assertNull( $page['next_cursor'], $figure );
			return count( $page['items'] );
		};
		$named = [ 'began' => 'conversations', 'alone' => 'answered_alone' ];
		foreach ( [ 'began', 'alone', 'escalated', 'resolved', 'confirmed', 'silent', 'contradicted', 'handled', 'requests' ] as $figure ) {
			self::assertSame( $march['totals'][ $named[ $figure ] ?? $figure ], $found( $figure ), $figure );
		}
		self::assertSame( $march['times']['reply']['count'], $found( 'replied' ) );
		foreach ( [ 'category', 'label', 'team', 'agent', 'page', 'language', 'channel' ] as $dimension ) {
			self::assertNotSame( [], $march['slices'][ $dimension ] );
			foreach ( $march['slices'][ $dimension ] as $row ) {
				$figure = $dimension . ':' . ( '' === $row['slice'] ? 'none' : $row['slice'] );
				self::assertSame( $row['conversations'], $found( $figure ), $figure );
			}
		}
		$hour = array_values( array_filter( $march['hours'], static fn( array $one ): bool => $one['conversations'] > 0 ) )[0];
		self::assertSame( $hour['conversations'], $found( "hour:{$hour['weekday']}-{$hour['hour']}" ) );
		foreach ( [ 'nonsense', 'hour:9-99', 'category:x', 'agent:none' ] as $figure ) {
			self::assertSame(
				400,
				$this->rest( 'GET', '/conversations?from=2026-03-05&to=2026-04-20&figure=' . rawurlencode( $figure ) )->get_status(),
				$figure,
			);
		}
		self::assertSame( 400, $this->rest( 'GET', '/conversations?figure=silent' )->get_status(), 'A figure is of some days.' );
	}

	public function test_the_conversations_of_a_figure_come_in_pages(): void {
		$said = array_map( fn( int $number ): string => $this->says( "Question $number" )->conversation->preview, range( 1, 7 ) );
		$this->sign_in();
		$this->count_all();
		$seen   = [];
		$cursor = '';
		do {
			$query  = '?archived=any&per_page=3&figure=silent&from=2026-03-01&to=2026-03-31';
			$more   = '' === $cursor ? '' : '&cursor=' . rawurlencode( $cursor );
			$page   = $this->rest( 'GET', '/conversations' . $query . $more )->get_data();
			$seen   = [ ...$seen, ...array_column( $page['items'], 'preview' ) ];
			$cursor = (string) $page['next_cursor'];
		} while ( '' !== $cursor );
		self::assertSame( array_reverse( $said ), $seen );
	}

	public function test_changes_and_erasure_are_followed_and_counting_anew_gives_the_same(): void {
		$this->generate();
		$this->count_all();
		$agent = $this->user( 'administrator' )->ID;
		foreach ( array_slice( $this->made, 0, 40 ) as $index => $received ) {
			match ( $index % 5 ) {
				0       => $this->rate_answer( $received, null, $agent ),
				1       => $this->services->get( ConversationService::class )->erase( $received->conversation ),
				2       => $this->reply( $received, $agent ),
				3       => $this->services->get( CategoryService::class )->choose( $received->conversation->id, null, $agent ),
				default => $this->services->get( LabelService::class )->label( $received->conversation->id, null, [ 'Late' ], [], $agent ),
			};
		}
		$days   = [ '2026-01-01', '2026-12-31' ];
		$this->count_all();
		$this->compare( $followed = $this->insights( ...$days ), ...$days );

		$this->services->get( CountFigures::class )->begin_anew();
		$this->count_all();
		self::assertSame( $followed, $this->insights( ...$days ) );
	}

	public function test_a_changed_time_zone_moves_conversations_to_other_days(): void {
		$this->clock->set( '2026-03-10 23:30:00' );
		$this->says( 'Late' );
		$this->sign_in();
		self::assertSame( 1, $this->insights( '2026-03-11', '2026-03-11' )['totals']['conversations'] );
		update_option( 'timezone_string', 'America/New_York' );
		$this->count_all();
		self::assertSame( 0, $this->insights( '2026-03-11', '2026-03-11' )['totals']['conversations'] );
		self::assertSame( 1, $this->insights( '2026-03-10', '2026-03-10' )['totals']['conversations'] );
	}

	public function test_tables_that_were_lost_and_made_again_are_filled_again(): void {
		$this->says( 'Hello' );
		$this->sign_in();
		$before = $this->insights()['totals'];
		foreach ( [ 'conversation_facts', 'daily_figures', 'figure_days' ] as $table ) {
			$this->database()->execute( 'DELETE FROM %i', $this->database()->table( $table ) );
		}
		$this->count_all();
		self::assertSame( $before, $this->insights()['totals'] );
	}

	public function test_hours_on_days_when_the_clock_is_changed(): void {
		foreach ( [ '2026-03-29 00:30', '2026-03-29 01:30', '2026-10-25 00:30', '2026-10-25 01:30' ] as $time ) {
			$this->clock->set( $time );
			$this->says( 'Hello' );
		}
		$this->sign_in();
		$hours = fn( string $day ): array => array_column( array_filter(
			$this->insights( $day, $day )['hours'],
			static fn( array $hour ): bool => 7 === $hour['weekday'] && $hour['hour'] < 4,
		), null, 'hour' );

		self::assertSame( [ 1, 1, 0, 1 ], array_column( $hours( '2026-03-29' ), 'times' ), 'Two o’clock is missing.' );
		self::assertSame( [ 0, 1, 0, 1 ], array_column( $hours( '2026-03-29' ), 'conversations' ) );
		self::assertSame( [ 1, 1, 2, 1 ], array_column( $hours( '2026-10-25' ), 'times' ), 'Two o’clock is there twice.' );
		self::assertSame( [ 0, 0, 2, 0 ], array_column( $hours( '2026-10-25' ), 'conversations' ) );
	}

	public function test_who_may_not_see_limited_conversations_gets_figures_without_them(): void {
		$ana  = $this->agent();
		$bob  = $this->agent();
		$team = $this->services->get( TeamService::class )->create( 'Accounts', [ $ana->ID => TeamRole::Member ], 1 );
		$this->says( 'open' );
		$secret = $this->asks( 'secret' );
		$this->services->get( LimitService::class )->limit( $secret->conversation->id, new Limit( $team, null ), $ana->ID );
		$seen = function ( array $expected, string $why = '' ): void {
			$now = $this->insights();
			$sum = array_sum( array_column( $now['days'], 'conversations' ) );
			self::assertSame( $expected, [ $now['totals']['conversations'], $now['totals']['requests'], $now['totals']['visitors'], $sum ], $why );
		};
		wp_set_current_user( $bob->ID );
		$seen( [ 1, 0, 1, 1 ] );
		wp_set_current_user( $ana->ID );
		$seen( [ 2, 1, 2, 2 ] );
		$this->sign_in();
		$seen( [ 2, 1, 2, 2 ] );

		$this->services->get( LimitService::class )->limit( $secret->conversation->id, null, $ana->ID );
		wp_set_current_user( $bob->ID );
		$seen( [ 2, 1, 2, 2 ] );
		add_filter( 'aaia_chatbot_hidden_conversations', static fn(): array => [ $secret->conversation->id ] );
		$seen( [ 1, 0, 1, 1 ], 'What the list hides is not in the figures.' );
	}

	/** @return array<string, array{string, string}> */
	public static function wrong_periods(): array {
		return [
			'no day'       => [ '2026-02-30', '2026-03-01' ],
			'no month'     => [ '2026-13-01', '2026-13-02' ],
			'backwards'    => [ '2026-03-02', '2026-03-01' ],
			'for ever'     => [ '1990-01-01', '2026-03-01' ],
			'not even one' => [ 'yesterday!', '2026-03-01' ],
		];
	}

	#[DataProvider( 'wrong_periods' )]
	public function test_a_wrong_period_is_refused_in_words( string $from, string $to ): void {
		$this->sign_in();
		$answer = $this->rest( 'GET', "/insights?from=$from&to=$to" );
		self::assertSame( [ 400, 'aaia_invalid_period' ], [ $answer->get_status(), $answer->get_data()['code'] ] );
	}

	public function test_a_period_without_data_is_empty_and_not_zero(): void {
		$this->sign_in();
		$none = $this->insights( '2020-02-01', '2020-02-29' );
		self::assertSame( 0, $none['totals']['conversations'] );
		self::assertNull( $none['times']['reply']['median'] );
		self::assertCount( 29, $none['days'] );
		self::assertSame( [ '2020-01-01', '2020-01-31' ], [ $none['previous_from'], $none['previous_to'] ] );
		self::assertSame( [], $none['slices']['page'] );
	}

	public function test_only_staff_see_figures(): void {
		self::assertSame( 401, $this->rest( 'GET', '/insights?from=2026-03-01&to=2026-03-02' )->get_status() );
		$this->sign_in( 'subscriber' );
		self::assertSame( 403, $this->rest( 'GET', '/insights?from=2026-03-01&to=2026-03-02' )->get_status() );
	}

	public function test_costs_are_by_day_of_the_site_and_by_model(): void {
		$this->services->get( Settings::class )->save( [ 'price_currency' => 'EUR', 'model_prices' => [ 'big = 2 / 6' ] ] );
		$usage = $this->services->get( UsageRepository::class );
		$this->clock->set( '2026-03-10 23:30:00' );
		$usage->add( 'chat', 'big', 1_000_000, 0 );
		$usage->add( 'chat', 'other', 500, 500 );
		$this->sign_in();
		$costs = $this->insights()['costs'];
		$this->clock->set( '2026-03-20 10:00:00' );
		self::assertSame( $costs, $this->insights()['costs'], 'Read from the sums of the day.' );
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'model_costs' ) );
		self::assertSame(
			[
				[ 'day' => '2026-03-11', 'model' => 'big', 'currency' => 'EUR', 'answers' => 1, 'tokens' => 1_000_000, 'micro' => 2_000_000 ],
				[ 'day' => '2026-03-11', 'model' => 'other', 'currency' => '', 'answers' => 1, 'tokens' => 1000, 'micro' => 0 ],
			],
			$this->insights()['costs']
		);
	}

	public function test_the_days_are_saved_as_csv(): void {
		$this->says( 'Hello' );
		$this->sign_in();
		$response = $this->rest( 'GET', '/insights/export?from=2026-03-01&to=2026-03-03' );
		self::assertInstanceOf( FileResponse::class, $response );
		$lines = explode( "\r\n", implode( '', [ ...( $response->pieces )() ] ) );
		self::assertStringContainsString( 'day,conversations,visitor_messages', $lines[0] );
		self::assertStringStartsWith( '2026-03-01,0,', $lines[1] );
		self::assertStringStartsWith( '2026-03-02,1,1,', $lines[2] );
	}

	private function agent(): \WP_User {
		$user = $this->user( 'editor' );
		$user->add_cap( Capability::View->value );
		return new \WP_User( $user->ID );
	}

	/** Conversations over three months with everything that can happen to them, the same in each run. */
	private function generate(): void {
		mt_srand( 7 );
		$agents     = [ $this->user( 'administrator' )->ID, $this->user( 'administrator' )->ID ];
		$categories = array_map(
			fn( string $name ): int => $this->services->get( CategoryService::class )->create( $name, null, false, $agents[0] )->id,
			[ 'Delivery', 'Invoices' ],
		);
		$team     = $this->services->get( TeamService::class )->create( 'Shop', [ $agents[0] => TeamRole::Member ], $agents[0] );
		$visitors = array_map( fn() => $this->visitor(), range( 1, 25 ) );
		$topics   = [
			'How do I return a broken lamp?',
			'When is the shop open on Sundays?',
			'What does delivery to Spain cost?',
			'Is the red one in stock?',
		];
		for ( $number = 0; $number < self::MANY; $number++ ) {
			$this->clock->set( gmdate( 'Y-m-d H:i:s', (int) strtotime( '2026-02-05 00:00:00 UTC' ) + $number * 130_000 + mt_rand( 0, 80_000 ) ) );
			$received     = $this->says( $topics[ mt_rand( 0, 3 ) ], $visitors[ mt_rand( 0, 24 ) ] );
			$this->made[] = $received;
			$id           = $received->conversation->id;
			$this->answers( $received, 'An answer.' );
			if ( mt_rand( 0, 9 ) < 3 ) {
				$this->rate_answer( $received, mt_rand( 0, 1 ) ? 'up' : 'down' );
			}
			if ( mt_rand( 0, 9 ) < 2 ) {
				$this->services->get( RatingService::class )->score( $id, mt_rand( 1, 5 ), '' );
			}
			if ( mt_rand( 0, 9 ) < 3 ) {
				$this->services->get( SupportService::class )
					->request( $id, new NewSupportRequest( SupportOrigin::Button, SupportReason::Asked, 'Please' ) );
			}
			if ( mt_rand( 0, 9 ) < 4 ) {
				$this->clock->pass( mt_rand( 1, 200_000 ) . ' seconds' );
				$this->reply( $received, $agents[ mt_rand( 0, 1 ) ] );
				if ( mt_rand( 0, 1 ) ) {
					$this->clock->pass( mt_rand( 1, 50_000 ) . ' seconds' );
					$this->resolve( $received, $agents[0] );
				}
			}
			if ( mt_rand( 0, 1 ) ) {
				$this->services->get( CategoryService::class )->choose( $id, $categories[ mt_rand( 0, 1 ) ], $agents[0] );
				$this->services->get( LabelService::class )->label( $id, null, 0 === mt_rand( 0, 1 ) ? [ 'New' ] : [ 'New', 'Old' ], [], $agents[0] );
			}
			if ( 0 === mt_rand( 0, 3 ) ) {
				$this->services->get( AgentService::class )->assign( $id, null, $agents[0], false, $team );
			}
		}
		$this->sign_in();
	}

	/**
	 * Counts the slow way: every conversation of the period, one question at a time.
	 *
	 * @param array<string, mixed> $figures
	 */
	private function compare( array $figures, string $from, string $to ): void {
		$zone   = new \DateTimeZone( 'Europe/Paris' );
		$utc    = new \DateTimeZone( 'UTC' );
		$local  = static fn( string $time ): \DateTimeImmutable => ( new \DateTimeImmutable( $time, $utc ) )->setTimezone( $zone );
		$inside = static fn( string $time ): bool => $local( $time )->format( 'Y-m-d' ) >= $from && $local( $time )->format( 'Y-m-d' ) <= $to;
		$table  = fn( string $name ): array => $this->database()->rows( 'SELECT * FROM %i', $this->database()->table( $name ) );
		$began  = array_filter( $table( 'conversations' ), static fn( array $row ): bool => $inside( (string) $row['created_at'] ) );
		$of     = static fn( array $rows, array $conversation ): array => array_values( array_filter(
			$rows,
			static fn( array $row ): bool => $row['conversation_id'] === $conversation['id'],
		) );
		$visitors = array_column( $table( 'conversations' ), 'visitor_id', 'id' );
		[ $messages, $ratings, $requests, $labels ] = array_map( $table, [ 'messages', 'ratings', 'support_requests', 'conversation_labels' ] );
		$totals = [ 'conversations' => count( $began ), 'visitors' => count( array_unique( array_column( $began, 'visitor_id' ) ) ) ];
		$totals['requests'] = count( array_filter( $requests, static fn( array $row ): bool => $inside( (string) $row['created_at'] ) ) );
		$totals += array_fill_keys( [
			'visitor_messages', 'agent_messages', 'up', 'down', 'scores', 'score_sum', 'escalated', 'answered_alone', 'resolved',
		], 0 );
		$totals += [ 'confirmed' => 0, 'silent' => 0, 'contradicted' => 0, 'handled' => 0 ];
		$slices = [ 'category' => [], 'team' => [], 'agent' => [], 'label' => [], 'page' => [] ];
		$waits  = [ 'reply' => [], 'reply_open' => [], 'resolution' => [], 'resolution_open' => [] ];
		$days   = [];
		foreach ( $began as $row ) {
			$own     = array_values( array_filter( $of( $messages, $row ), static fn( array $one ): bool => '0' === (string) $one['private'] ) );
			$by      = static fn( string $author ): array => array_values( array_filter(
				$own,
				static fn( array $one ): bool => $author === $one['author_type'],
			) );
			$rated   = $of( $ratings, $row );
			$up      = count( array_filter( $rated, static fn( array $one ): bool => $one['message_id'] > 0 && $one['value'] > 0 ) );
			$down    = count( array_filter( $rated, static fn( array $one ): bool => $one['message_id'] > 0 && $one['value'] < 0 ) );
			$scores  = array_column( array_filter( $rated, static fn( array $one ): bool => 0 === (int) $one['message_id'] ), 'value' );
			$asked   = $of( $requests, $row );
			$agents  = $by( 'agent' );
			$outcome = match ( true ) {
				[] !== $agents => 'handled',
				[] !== $asked || $down > 0 || [] !== $scores && $scores[ array_key_first( $scores ) ] <= 2,
				$this->was_asked_again( $row, $messages, $visitors ) => 'contradicted',
				$up > 0 || [] !== $scores && $scores[ array_key_first( $scores ) ] >= 4 => 'confirmed',
				default => 'silent',
			};
			++$totals[ $outcome ];
			$totals['visitor_messages'] += count( $by( 'visitor' ) );
			$totals['agent_messages']   += count( $agents );
			$totals['up']               += $up;
			$totals['down']             += $down;
			$totals['scores']           += count( $scores );
			$totals['score_sum']        += array_sum( $scores );
			$totals['escalated']        += [] === $asked ? 0 : 1;
			$totals['answered_alone']   += [] === $asked && [] === $agents && [] !== $by( 'assistant' ) ? 1 : 0;
			$totals['resolved']         += 'resolved' === $row['status'] ? 1 : 0;
			foreach ( [ 'category' => $row['category_id'], 'team' => $row['team_id'], 'page' => '/page/' ] as $dimension => $slice ) {
				$slices[ $dimension ][ (string) $slice ] = ( $slices[ $dimension ][ (string) $slice ] ?? 0 ) + 1;
			}
			foreach ( array_column( $of( $labels, $row ), 'label_id' ) as $label ) {
				$slices['label'][ $label ] = ( $slices['label'][ $label ] ?? 0 ) + 1;
			}
			if ( [] !== $agents ) {
				$slices['agent'][ $agents[0]['author_id'] ] = ( $slices['agent'][ $agents[0]['author_id'] ] ?? 0 ) + 1;
				$since                                      = [] !== $asked && $asked[0]['created_at'] <= $agents[0]['created_at']
					? $asked[0]['created_at']
					: $by( 'visitor' )[0]['created_at'];
				$this->wait( $waits, 'reply', $local( (string) $since ), $local( (string) $agents[0]['created_at'] ) );
			}
			if ( 'resolved' === $row['status'] ) {
				$this->wait( $waits, 'resolution', $local( (string) $row['created_at'] ), $local( (string) $row['resolved_at'] ) );
			}
			$day          = $local( (string) $row['created_at'] )->format( 'Y-m-d' );
			$days[ $day ] = ( $days[ $day ] ?? 0 ) + 1;
		}
		$known = array_intersect_key( $figures['totals'], $totals );
		ksort( $known );
		ksort( $totals );
		self::assertSame( $totals, $known, "$from to $to" );
		foreach ( $slices as $dimension => $counts ) {
			$counted = array_column( $figures['slices'][ $dimension ], 'conversations', 'page' === $dimension ? 'name' : 'slice' );
			ksort( $counts );
			ksort( $counted );
			$expected = 'page' === $dimension && isset( $counts['/page/'] ) ? [ 'https://site.test/page/' => $counts['/page/'] ] : $counts;
			self::assertSame( $expected, $counted, $dimension );
		}
		foreach ( $waits as $name => $seconds ) {
			sort( $seconds );
			$rank = static fn( float $share ): ?int => [] === $seconds
				? null
				: (int) self::leading( $seconds[ (int) ceil( $share * count( $seconds ) ) - 1 ] );
			self::assertSame(
				[
					'count'  => count( $seconds ),
					'mean'   => [] === $seconds ? null : (int) round( array_sum( $seconds ) / count( $seconds ) ),
					'median' => $rank( 0.5 ),
					'p90'    => $rank( 0.9 ),
				],
				$figures['times'][ $name ],
				"$name from $from to $to"
			);
		}
		self::assertSame( $days, array_filter( array_column( $figures['days'], 'conversations', 'day' ) ) + [], 'days' );
		self::assertSame( $totals['conversations'], array_sum( array_column( $figures['hours'], 'conversations' ) ) );
	}

	/** Two leading digits, as a text says them. */
	private static function leading( int $seconds ): string {
		return substr( (string) $seconds, 0, 2 ) . str_repeat( '0', max( 0, strlen( (string) $seconds ) - 2 ) );
	}

	/**
	 * Seconds, and those of them on Monday to Friday from nine to six, counted minute by minute at the edges.
	 *
	 * @param array<string, list<int>> $waits
	 */
	private function wait( array &$waits, string $name, \DateTimeImmutable $from, \DateTimeImmutable $to ): void {
		$waits[ $name ][] = $to->getTimestamp() - $from->getTimestamp();
		$open             = 0;
		for ( $day = $from->setTime( 0, 0 ); $day <= $to; $day = $day->modify( '+1 day' ) ) {
			if ( $day->format( 'N' ) < 6 ) {
				$begin = max( $from, $day->setTime( 9, 0 ) );
				$end   = min( $to, $day->setTime( 18, 0 ) );
				$open += max( 0, $end->getTimestamp() - $begin->getTimestamp() );
			}
		}
		$waits[ "{$name}_open" ][] = $open;
	}

	/**
	 * The generated questions are alike only when they are equal.
	 *
	 * @param array<string, ?string>       $row
	 * @param list<array<string, ?string>> $messages
	 * @param array<?string>               $visitors By conversation.
	 */
	private function was_asked_again( array $row, array $messages, array $visitors ): bool {
		$asked = array_filter( $messages, static fn( array $one ): bool => 'visitor' === $one['author_type'] );
		foreach ( array_filter( $asked, static fn( array $one ): bool => $one['conversation_id'] === $row['id'] ) as $first ) {
			foreach ( $asked as $later ) {
				if (
					$later['id'] > $first['id'] && $later['text'] === $first['text']
					&& ( $visitors[ (string) $later['conversation_id'] ] ?? '' ) === $row['visitor_id']
					&& strtotime( (string) $later['created_at'] ) - strtotime( (string) $first['created_at'] ) <= 7 * 86_400
				) {
					return true;
				}
			}
		}
		return false;
	}
}
