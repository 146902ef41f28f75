<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Cost\CostSettings;
use Aaia\Chatbot\Assistant\Cost\PriceList;
use Aaia\Chatbot\Improve\Bench\Candidate;
use Aaia\Chatbot\Improve\Bench\RunRefused;
use Aaia\Chatbot\Improve\Bench\TestFile;
use Aaia\Chatbot\Improve\Bench\TestQuestionService;
use Aaia\Chatbot\Improve\Bench\TestRun;
use Aaia\Chatbot\Improve\Bench\TestRunner;
use Aaia\Chatbot\Improve\Bench\TestRunRepository;
use Aaia\Chatbot\Improve\Bench\TestRunsController;
use Aaia\Chatbot\Settings\InvalidSetting;

/** The test bench: questions with what is expected of their answers. */
final class TestCommand {

	/** Results read at once. */
	private const PAGE = 200;

	/** Seconds between two looks at whether the run was cancelled. */
	private const STEP = 5.0;

	public function __construct(
		private readonly TestRunner $runner,
		private readonly TestRunRepository $runs,
		private readonly TestQuestionService $service,
		private readonly PriceList $prices,
	) {}

	/**
	 * Runs all cases and tells what got better and worse. Exits with 1 when the run fails, see --fail-on, and with 2 when it cannot be made.
	 *
	 * ## OPTIONS
	 *
	 * [--builtin]
	 * : Use the built-in assistant, which costs nothing and answers the same on every run.
	 *
	 * [--provider=<provider>]
	 * : Try this provider instead of the one in the settings.
	 *
	 * [--model=<model>]
	 * : Try this model.
	 *
	 * [--instructions=<file>]
	 * : Try the instructions in this file.
	 *
	 * [--max-cost=<amount>]
	 * : Most that the run may cost, such as 2.50. Needed for a model that costs money.
	 *
	 * [--judge]
	 * : Also ask the model for its opinion on answers with a reference. It does not change the verdict.
	 *
	 * [--fail-on=<what>]
	 * : What makes the command fail: a case that failed, or only one that got worse since the last run.
	 * ---
	 * default: failed
	 * options:
	 *   - failed
	 *   - worse
	 * ---
	 *
	 * [--format=<format>]
	 * : table, json or junit.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - junit
	 * ---
	 *
	 * [--output=<file>]
	 * : Write the JSON or JUnit report to this file.
	 *
	 * @param list<string>               $arguments
	 * @param array<string, string|bool> $options
	 */
	public function run( array $arguments, array $options ): void {
		$run = $this->begin( $options );
		try {
			while ( ! Commands::guarded( fn(): bool => $this->runner->step( $run, self::STEP ) ) ) {
				continue;
			}
		} catch ( \Throwable $failure ) {
			$this->runner->cancel( $run );
			throw $failure;
		}
		$run    = $this->runs->by_id( $run->id ) ?? $run;
		$counts = $this->runs->counts( [ $run->id ] )[ $run->id ];
		$body   = TestRunsController::body( $run, $counts, $this->prices->currency() );
		$rows   = $this->rows( $run );
		match ( $options['format'] ?? 'table' ) {
			'json'  => self::write( (string) wp_json_encode(
				[ 'run' => $body, 'results' => $rows ],
				JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRETTY_PRINT,
			), $options ),
			'junit' => self::write( self::junit( $run, $rows ), $options ),
			default => self::print_table( $rows, $counts ),
		};
		if ( TestRun::DONE !== $run->state ) {
			\WP_CLI::error( match ( $run->reason ) {
				TestRun::CAP   => 'The run reached its cost cap and ended early.',
				TestRun::MODEL => 'The model did not answer, so the run ended early. The Assistant settings say why.',
				default        => 'The run was cancelled.',
			} );
		}
		$bad = 'worse' === ( $options['fail-on'] ?? 'failed' ) ? $counts['worse'] : $counts['failed'] + $counts['gone'];
		if ( $bad + $counts['error'] > 0 ) {
			// Not error(): its message would end in a report that was printed.
			\WP_CLI::halt( 1 );
		}
	}

	/**
	 * Adds cases from a CSV, JSON or JSONL file. Cases that are there already get its expectations.
	 *
	 * ## OPTIONS
	 *
	 * <file>
	 * : Or `-` for standard input. Columns or keys: question, language, source, contains, lacks, refuse, reference.
	 *
	 * [--skip-faults]
	 * : Add the valid cases although others have a fault.
	 *
	 * @param list<string>               $arguments
	 * @param array<string, string|bool> $options
	 */
	public function import( array $arguments, array $options ): void {
		$file    = '-' === $arguments[0] ? 'php://stdin' : $arguments[0];
		$content = '-' === $arguments[0] || is_readable( $file ) ? file_get_contents( $file ) : false;
		if ( false === $content ) {
			\WP_CLI::error( 'This file cannot be read: ' . $file );
		}
		$done = Commands::guarded( fn(): array => $this->service->import( $content, isset( $options['skip-faults'] ) ) );
		foreach ( $done['faults'] as $fault ) {
			\WP_CLI::warning(
				( 0 === $fault['line'] ? '' : 'Line ' . $fault['line'] . ': ' ) . TestFile::sentence( $fault['fault'], $fault['value'] ),
			);
		}
		if ( [] !== $done['faults'] && ! isset( $options['skip-faults'] ) ) {
			\WP_CLI::error( 'Nothing was added. Mend the file, or add the rest with --skip-faults.' );
		}
		\WP_CLI::success( sprintf( '%d added, %d changed, %d there already.', $done['added'], $done['changed'], $done['known'] ) );
	}

	/** @param array<string, string|bool> $options */
	private function begin( array $options ): TestRun {
		$settings = array_filter( [
			'provider' => $options['provider'] ?? null,
			'model'    => $options['model'] ?? null,
		], 'is_string' );
		if ( is_string( $options['instructions'] ?? null ) ) {
			$text = is_readable( $options['instructions'] ) ? file_get_contents( $options['instructions'] ) : false;
			if ( false === $text ) {
				self::cannot( 'This file cannot be read: ' . $options['instructions'] );
			}
			$settings['system_instructions'] = $text;
		}
		$cap = is_string( $options['max-cost'] ?? null ) ? CostSettings::amount( $options['max-cost'] ) : null;
		if ( isset( $options['max-cost'] ) && null === $cap ) {
			self::cannot( 'Write the amount like this: --max-cost=2.50' );
		}
		try {
			return Commands::guarded( fn(): TestRun => $this->runner->begin(
				TestRun::BY_COMMAND,
				new Candidate( $settings ),
				isset( $options['builtin'] ),
				null,
				isset( $options['judge'] ),
				$cap,
			) );
		} catch ( RunRefused | InvalidSetting $refused ) {
			self::cannot( $refused->getMessage() );
		}
	}

	private static function cannot( string $sentence ): never {
		fwrite( STDERR, 'Error: ' . $sentence . "\n" );
		\WP_CLI::halt( 2 );
	}

	/**
	 * @return list<array{question: string, verdict: string, compared: string, why: string, answer: string, ms: int, id: string}>
	 */
	private function rows( TestRun $run ): array {
		$rows = [];
		$last = 0;
		do {
			$page = $this->runs->page( $run->id, '', '', $last, '1 = 1', self::PAGE );
			foreach ( $page as $row ) {
				$last     = (int) $row['id'];
				$failures = json_decode( (string) $row['failures'], true );
				$rows[]   = [
					'id'       => (string) $row['public_id'],
					'question' => (string) $row['question'],
					'verdict'  => (string) $row['verdict'],
					'compared' => (string) $row['compared'],
					'why'      => implode( '; ', array_map(
						static fn( array $failure ): string => self::why( (string) $failure['kind'], (string) $failure['value'] ),
						is_array( $failures ) ? $failures : [],
					) ),
					'answer'   => (string) $row['answer'],
					'ms'       => (int) $row['ms'],
				];
			}
		} while ( [] !== $page );
		return $rows;
	}

	private static function why( string $kind, string $value ): string {
		return match ( $kind ) {
			'source'    => 'not from the expected source',
			'contains'  => 'lacks "' . $value . '"',
			'lacks'     => 'contains "' . $value . '"',
			'refuse'    => 'answered instead of refusing',
			'refused'   => 'refused',
			'reference' => 'lacks words of the reference: ' . $value,
			'gone'      => 'its source is gone: ' . $value,
			default     => $kind,
		};
	}

	/**
	 * @param list<array{question: string, verdict: string, compared: string, why: string, answer: string, ms: int, id: string}> $rows
	 * @param array<string, int>                                                                                                  $counts
	 */
	private static function print_table( array $rows, array $counts ): void {
		$bad = array_values(
			array_filter( $rows, static fn( array $row ): bool => 'passed' !== $row['verdict'] || 'worse' === $row['compared'] ),
		);
		if ( [] !== $bad ) {
			\WP_CLI\Utils\format_items( 'table', $bad, [ 'verdict', 'compared', 'question', 'why' ] );
		}
		\WP_CLI::line( sprintf(
			'%d passed, %d failed, %d without their source, %d errors; %d better, %d same, %d worse, %d new',
			...array_map(
				static fn( string $name ): int => $counts[ $name ],
				[ 'passed', 'failed', 'gone', 'error', 'better', 'same', 'worse', 'new' ],
			)
		) );
	}

	/**
	 * A report that continuous integration reads.
	 *
	 * @param list<array{question: string, verdict: string, compared: string, why: string, answer: string, ms: int, id: string}> $rows
	 */
	private static function junit( TestRun $run, array $rows ): string {
		$text  = static fn( string $value ): string => htmlspecialchars(
			(string) preg_replace( '/[^\x{9}\x{A}\x{D}\x{20}-\x{D7FF}\x{E000}-\x{FFFD}\x{10000}-\x{10FFFF}]/u', '', $value ),
			ENT_XML1 | ENT_QUOTES,
		);
		$cases = '';
		foreach ( $rows as $row ) {
			$cases .= sprintf( '<testcase classname="aaia" name="%s" time="%.3f">', $text( $row['question'] ), $row['ms'] / 1000 );
			$cases .= match ( $row['verdict'] ) {
				'passed'  => '',
				'error'   => '<error message="The model did not answer"/>',
				'waiting' => '<skipped/>',
				default   => sprintf( '<failure message="%s">%s</failure>', $text( $row['why'] ), $text( $row['answer'] ) ),
			};
			$cases .= "</testcase>\n";
		}
		$count = static fn( string ...$verdicts ): int => count( array_filter(
			$rows,
			static fn( array $row ): bool => in_array( $row['verdict'], $verdicts, true ),
		) );
		return sprintf(
			"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"aaia %s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\">\n%s</testsuite>",
			$text( $run->model ),
			count( $rows ),
			$count( 'failed', 'gone' ),
			$count( 'error' ),
			$count( 'waiting' ),
			$cases
		);
	}

	/** @param array<string, string|bool> $options */
	private static function write( string $report, array $options ): void {
		$file = $options['output'] ?? null;
		if ( ! is_string( $file ) ) {
			\WP_CLI::line( $report );
		} elseif ( false === file_put_contents( $file, $report . "\n" ) ) {
			self::cannot( 'The report could not be written to ' . $file );
		}
	}
}
