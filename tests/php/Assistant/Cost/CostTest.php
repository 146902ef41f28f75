<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant\Cost;

use Aaia\Chatbot\Assistant\Cost\Budget;
use Aaia\Chatbot\Assistant\Cost\CostNotes;
use Aaia\Chatbot\Assistant\Cost\CostSettings;
use Aaia\Chatbot\Assistant\Cost\Price;
use Aaia\Chatbot\Assistant\Cost\PriceList;
use Aaia\Chatbot\Assistant\UsageRepository;
use Aaia\Chatbot\Llm\LlmClientRegistry;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\Usage as Tokens;
use Aaia\Chatbot\Settings\InvalidSetting;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestClock;

/** Costs of answers by the owner's prices, never estimated, and the caps on them. */
final class CostTest extends ChatTestCase {

	private TestClock $clock;

	protected function setUp(): void {
		parent::setUp();
		$this->clock = new TestClock( '2026-11-20 22:50:00' );
		$this->settings( [ 'price_currency' => 'EUR', 'model_prices' => [ 'scripted = 0.15 / 0,60', 'big-* = 3 / 15', 'big-small = 1 / 2' ] ] );
	}

	public function test_a_price_is_read_in_millionths_and_nothing_else_is_a_price(): void {
		$price = Price::from_line( ' gpt 4.1 mini = 0.15/0,6 ' );
		$this->assertSame( [ 'gpt 4.1 mini', 150_000, 600_000 ], [ $price?->model, $price?->input, $price?->output ] );
		$this->assertSame( [ 0, 1, 150_000 ], [ $price?->cost( 0, 0 ), $price?->cost( 7, 0 ), $price?->cost( 1_000_000, 0 ) ] );
		foreach ( [
			'',
			'=',
			'm = 1',
			'm = a / b',
			'm = -1 / 2',
			'm 1 / 2',
			'm = 1 / 2 / 3',
			'm = 1e3 / 2',
			'm = 12345678 / 1',
			str_repeat( 'm', 101 ) . ' = 1 / 2',
		] as $line ) {
			$this->assertNull( Price::from_line( $line ), $line );
		}
	}

	public function test_the_most_exact_line_is_the_price_and_without_one_the_cost_is_unknown(): void {
		$prices = $this->prices();
		$this->assertSame(
			[ 3_000_000, 1_000_000, 150_000 ],
			[ $prices->for_model( 'BIG-new' )?->input, $prices->for_model( 'big-small' )?->input, $prices->for_model( 'scripted' )?->input ],
		);
		$this->assertSame(
			[ null, 0, null, 21 ],
			[
				$prices->cost( 'other', 100, 10 ),
				$prices->cost( 'builtin', null, null ),
				$prices->cost( 'scripted', null, null ),
				$prices->cost( 'scripted', 100, 10 ),
			],
		);
	}

	public function test_invalid_prices_are_refused_with_a_sentence(): void {
		foreach ( [
			[ 'model_prices' => [ 'scripted 0.15' ] ],
			[ 'price_currency' => 'euro' ],
			[ 'price_currency' => 'eu1' ],
			[ 'cost_cap_day' => 'ten' ],
			[ 'cost_cap_month' => '-5' ],
		] as $typed ) {
			try {
				$this->settings( $typed );
				$this->fail( (string) wp_json_encode( $typed ) );
			} catch ( InvalidSetting $invalid ) {
				$this->assertSame( array_key_first( $typed ), $invalid->key );
			}
		}
		$this->assertSame(
			[ 2_500_000, 50_000, null ],
			[ CostSettings::amount( '2,50' ), CostSettings::amount( '0.05' ), CostSettings::amount( '' ) ],
		);
	}

	public function test_a_period_sums_to_the_quarter_of_an_hour_and_counts_unknown_costs_apart(): void {
		$usage = $this->usage();
		$usage->add( 'chat', 'scripted', 1000, 100 );
		$this->clock->pass( '20 minutes' );
		$usage->add( 'chat', 'scripted', 2000, 0 );
		$usage->add( 'api', 'scripted', null, null );
		$usage->add( 'cli', 'unheard-of', 500, 5 );
		$usage->add( 'chat', 'builtin', 0, 0 );
		$paris = new \DateTimeZone( 'Europe/Paris' );
		$total = $usage->total_cost(
			new \DateTimeImmutable( '2026-11-21 00:00', $paris ),
			new \DateTimeImmutable( '2026-11-22 00:00', $paris ),
		);
		$this->assertSame(
			[ 'EUR', 300, 2, 4, 2500, 5, [] ],
			array_values( $total ),
			'What was asked at 23:50 in Paris belongs to the day before.',
		);
		$this->settings( [ 'price_currency' => 'USD' ] );
		$usage->add( 'chat', 'scripted', 1000, 0 );
		$total = $usage->total_cost( new \DateTimeImmutable( '2026-11-20' ), new \DateTimeImmutable( '2026-11-22' ) );
		$this->assertSame( [ 'USD', 150, [ 'EUR' => 510 ] ], [ $total['currency'], $total['micro'], $total['other'] ] );
	}

	public function test_answers_of_every_source_are_added_with_the_usage_of_each_call(): void {
		$this->model(
			static fn(): array => [ new TextDelta( 'One.' ), new Tokens( 1000, 100 ) ],
			static fn(): array => [ new TextDelta( 'Two.' ) ],
		);
		$this->visitor()->says( 'First' );
		$this->assertSame( [ 210, 0 ], $this->spent() );
		$this->visitor()->says( 'Second' );
		$this->assertSame( [ 210, 1 ], $this->spent(), 'A provider that counts nothing leaves the cost unknown.' );
		$this->sign_in();
		$this->rest( 'POST', '/chat/completions', [ 'messages' => [ [ 'role' => 'user', 'content' => 'Third' ] ] ] );
		$this->assertSame( [ 210, 2 ], $this->spent() );
	}

	public function test_a_provider_that_fails_before_its_first_word_costs_nothing_and_one_that_fails_later_an_unknown_amount(): void {
		$this->model( static fn(): iterable => throw new LlmFailure( LlmFailureKind::Connection, 'Down.' ) );
		$this->visitor()->says( 'Hello there' );
		$this->assertSame( [ 0, 0 ], $this->spent() );
		$this->plugin->services->get( LlmClientRegistry::class )->health->succeeded( 'scripted' );
		remove_all_filters( 'aaia_chatbot_llm_clients' );
		$this->model( static function (): iterable {
			yield new TextDelta( 'Half' );
			throw new LlmFailure( LlmFailureKind::Cut, 'Cut.' );
		} );
		$this->visitor()->says( 'Hello there' );
		$this->assertSame( [ 0, 1 ], $this->spent() );
	}

	public function test_a_cap_that_is_reached_lets_the_built_in_assistant_answer_and_the_next_day_the_model_again(): void {
		$model = $this->model( static fn(): array => [ new TextDelta( 'From the model.' ), new Tokens( 600, 400 ) ] );
		$this->settings( [ 'token_cap_day' => 4500 ] );
		$said = fn(): string => (string) $this->visitor()->says( 'Hello' )->get_data()['parts'][0]['text'];
		$this->assertSame( 'From the model.', $said() );
		$this->assertSame( 1000, (int) $this->row_of( 'cost_budgets' )['tokens'], 'Settled with the real figures.' );
		$texts = [ $said(), $said(), $said(), $said(), $said() ];
		$this->assertNotContains( 'From the model.', array_slice( $texts, -2 ) );
		$this->assertLessThanOrEqual( 4500, (int) $this->row_of( 'cost_budgets' )['tokens'] );
		$this->assertGreaterThan( 1, count( $model->asked ) );
		$this->assertSame( '1', (string) $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( 'cost_budgets' ) ) );
		$this->database()->execute( 'UPDATE %i SET period = %s', $this->database()->table( 'cost_budgets' ), '2020-01-01' );
		$this->database()->execute( 'UPDATE %i SET slot = %s', $this->database()->table( 'model_costs' ), '2020-01-01 00:00:00' );
		$this->assertSame( 'From the model.', $said() );
		$this->assertSame( 1, $this->count_rows( 'cost_budgets' ), 'Old counters go.' );
	}

	public function test_a_visitors_cap_is_that_visitors_own(): void {
		$this->model( static fn(): array => [ new TextDelta( 'From the model.' ), new Tokens( 900, 100 ) ] );
		$this->settings( [ 'token_cap_visitor' => 3000 ] );
		$first = $this->visitor();
		$says  = static fn( $visitor ): string => (string) $visitor->says( 'Hello' )->get_data()['parts'][0]['text'];
		$texts = array_map( static fn() => $says( $first ), range( 1, 4 ) );
		$this->assertSame( 'From the model.', $texts[0] );
		$this->assertNotSame( 'From the model.', $texts[3] );
		$this->assertSame( 'From the model.', $says( $this->visitor() ) );
	}

	public function test_reservations_enforce_the_cap_before_the_real_usage_is_known(): void {
		$this->settings( [ 'cost_cap_day' => '0.0021', 'cost_cap_month' => '5' ] );
		$budget = $this->budget();
		$held   = array_values( array_filter( array_map( static fn() => $budget->reserve( 'scripted', 2997, 1000, null ), range( 1, 20 ) ) ) );
		$this->assertCount( 2, $held, 'Each may cost 750 of 2,100 millionths.' );
		$budget->settle( $held[0], [ 'model' => 'scripted', 'input' => null, 'output' => null ] );
		$this->assertNull( $budget->reserve( 'scripted', 2997, 1000, null ), 'An unknown cost stays counted.' );
		$budget->settle( $held[1], [ 'model' => 'scripted', 'input' => 100, 'output' => 10 ] );
		$this->assertNotNull( $budget->reserve( 'scripted', 2997, 1000, null ) );
		$rows = $this->database()->rows( 'SELECT micro FROM %i', $this->database()->table( 'cost_budgets' ) );
		$this->assertSame( [ '1521', '1521' ], array_column( $rows, 'micro' ) );
	}

	public function test_a_cap_set_in_the_middle_of_a_month_counts_what_was_spent_before(): void {
		$this->usage()->add( 'chat', 'scripted', 1_000_000, 0 );
		$this->settings( [ 'cost_cap_month' => '0.1501' ] );
		$this->assertNull( $this->budget()->reserve( 'scripted', 300, 1000, null ) );
		$this->settings( [ 'cost_cap_month' => '0.16' ] );
		$this->assertNotNull( $this->budget()->reserve( 'scripted', 300, 1000, null ) );
	}

	public function test_notes_show_the_sums_and_caps_that_cannot_be_enforced(): void {
		$notes = fn(): array => ( new CostNotes( $this->usage(), $this->prices(), $this->plugin->services->get( Settings::class ) ) )->notes();
		$this->usage()->add( 'chat', 'scripted', 1_000_000, 0 );
		$this->usage()->add( 'chat', 'unheard-of', 10, 10 );
		$this->assertStringContainsString( '0.1500 EUR (2 answers, the cost of 1 unknown)', $notes()['model_prices'] );
		$this->settings( [ 'provider' => 'openai', 'model' => 'unheard-of', 'cost_cap_day' => '5', 'token_cap_day' => 500 ] );
		$this->assertEqualsCanonicalizing( [ 'model_prices', 'cost_cap_day', 'token_cap_day' ], array_keys( $notes() ) );
		$this->assertStringContainsString( 'unheard-of has no price', $notes()['cost_cap_day'] );
		$this->settings( [ 'model_prices' => [ 'unheard-of = 0 / 0' ], 'token_cap_day' => 0 ] );
		$this->assertSame( [ 'model_prices' ], array_keys( $notes() ) );
		$this->assertSame( 0, $this->prices()->cost( 'unheard-of', 5, 5 ) );
	}

	private function prices(): PriceList {
		return new PriceList( $this->plugin->services->get( Settings::class ) );
	}

	private function usage(): UsageRepository {
		return new UsageRepository( $this->database(), $this->clock, $this->prices() );
	}

	private function budget(): Budget {
		return new Budget( $this->database(), $this->clock, $this->plugin->services->get( Settings::class ), $this->prices(), $this->usage() );
	}

	/** @return array{int, int} Millionths, and answers of unknown cost, of now. */
	private function spent(): array {
		$total = $this->plugin->services->get( UsageRepository::class )->now()['month'];
		return [ $total['micro'], $total['unknown_answers'] ];
	}

	/** @return array<string, ?string> */
	private function row_of( string $table ): array {
		return $this->database()->row( 'SELECT * FROM %i', $this->database()->table( $table ) ) ?? [];
	}
}
