<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\AskedSource;
use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\ContentStatistics;
use Aaia\Chatbot\Content\Import\JsonLinesImport;
use Aaia\Chatbot\Content\KnowledgeSources;
use Aaia\Chatbot\Content\SourceState;
use Aaia\Chatbot\Content\SourceSync;
use Aaia\Chatbot\Search\IndexStatistics;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Search\PassageSearch;
use Aaia\Chatbot\Search\SearchQuery;

/**
 * What the assistant knows: import, search, sync, statistics.
 */
final class KnowledgeCommand {

	/** A sync by command is not limited in time. Seconds. */
	private const SYNC_SECONDS = 86_400.0;

	private const EXCERPT = 160;

	public function __construct(
		private readonly KnowledgeSources $sources,
		private readonly JsonLinesImport $import,
		private readonly PassageSearch $search,
		private readonly SourceSync $sync,
		private readonly IndexStatistics $index,
		private readonly ContentStatistics $content,
		private readonly ContentService $service,
	) {}

	/**
	 * Imports documents from a file of JSON lines.
	 *
	 * ## OPTIONS
	 *
	 * <file>
	 * : One document a line: {"id", "title", "text", "url"?, "language"?}. A document whose id is known is replaced. "-" reads standard
	 * input.
	 *
	 * [--source=<name>]
	 * : Name of the source they belong to: small letters, digits, - and _.
	 * ---
	 * default: import
	 * ---
	 *
	 * @param list<string>         $args
	 * @param array<string, mixed> $options
	 */
	public function import( array $args, array $options ): void {
		$source = (string) ( $options['source'] ?? JsonLinesImport::SOURCE );
		if ( 1 !== preg_match( '/^[a-z0-9_-]{1,120}$/', $source ) ) {
			\WP_CLI::error( 'A source is named with small letters, digits, - and _ only.' );
		}
		foreach ( $this->sources->all() as $own ) {
			if ( $source === $own->name() ) {
				\WP_CLI::error( sprintf(
					'"%s" is read from the site itself: its next sync would take imported documents out again. Choose another name.',
					$source,
				) );
			}
		}
		$file   = $this->opened( $args[0] ?? '', 'rb' );
		$report = Commands::guarded(
			fn() => $this->import->run( $file, $source, static fn( int $lines ) => \WP_CLI::log( $lines . ' lines read' ) ),
		);
		fclose( $file );
		foreach ( $report->reasons as $line => $reason ) {
			\WP_CLI::warning( sprintf( 'Line %d was left out: %s.', $line, $reason ) );
		}
		if ( 0 === $report->changed + $report->unchanged && $report->refused > 0 ) {
			\WP_CLI::error( sprintf( 'Nothing was imported: none of the %d lines could be used.', $report->refused ) );
		}
		\WP_CLI::success( sprintf(
			'%d documents imported, %d unchanged, %d lines left out.',
			$report->changed,
			$report->unchanged,
			$report->refused,
		) );
	}

	/**
	 * Shows what the assistant would find for a question, or for many.
	 *
	 * ## OPTIONS
	 *
	 * [<question>]
	 * : In a visitor's words.
	 *
	 * [--limit=<n>]
	 * : Documents shown for each question, 1 to 100.
	 * ---
	 * default: 10
	 * ---
	 *
	 * [--language=<code>]
	 * : Language preferred in results, such as fr.
	 *
	 * [--batch=<file>]
	 * : Questions instead of one, as JSON lines: {"id", "question"}.
	 *
	 * [--output=<file>]
	 * : Where the results of --batch go, as JSON lines: {"id", "ranked": [document ids]}. Standard output without it.
	 *
	 * [--format=<format>]
	 * : How the results of one question are shown.
	 * ---
	 * default: text
	 * options:
	 *   - text
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * @param list<string>         $args
	 * @param array<string, mixed> $options
	 */
	public function search( array $args, array $options ): void {
		$limit    = is_numeric( $options['limit'] ?? 10 ) ? (int) ( $options['limit'] ?? 10 ) : 0;
		$language = strtolower( substr( (string) ( $options['language'] ?? '' ), 0, 2 ) );
		if ( $limit < 1 || $limit > 100 ) {
			\WP_CLI::error( '--limit is a number from 1 to 100.' );
		}
		if ( isset( $options['batch'] ) ) {
			$this->search_batch( (string) $options['batch'], (string) ( $options['output'] ?? 'php://stdout' ), $limit, $language );
			return;
		}
		if ( '' === trim( $args[0] ?? '' ) ) {
			\WP_CLI::error( 'Give a question, or --batch=<file>.' );
		}
		$passages = Commands::guarded( fn() => $this->search->search( new SearchQuery( $args[0], $language, $limit ) ) );
		$this->show( $passages, (string) ( $options['format'] ?? 'text' ) );
	}

	/**
	 * Reads the site's content anew, as far as it changed.
	 *
	 * ## OPTIONS
	 *
	 * [--source=<name>]
	 * : Only this source.
	 *
	 * @param list<string>         $args
	 * @param array<string, mixed> $options
	 */
	public function sync( array $args, array $options ): void {
		$only = (string) ( $options['source'] ?? '' );
		$done = 0;
		foreach ( $this->sources->all() as $source ) {
			if ( '' !== $only && $only !== $source->name() ) {
				continue;
			}
			++$done;
			if ( $this->sync->is_paused( $source ) ) {
				\WP_CLI::warning( sprintf(
					'%s: not read, because this site is closed to people who are not logged in. "wp aaia setting set chat_on_closed_site 1" has it read all the same.',
					$source->name(),
				) );
				continue;
			}
			if ( $source instanceof AskedSource ) {
				$source->asked();
			}
			$state = null;
			Commands::guarded( function () use ( $source, &$state ): bool {
				return $this->sync->run(
					$source,
					self::SYNC_SECONDS,
					static function ( SourceState $now ) use ( &$state ): void {
						$state = $now;
						\WP_CLI::log( sprintf( '%s: %d of %d', $now->name, $now->done, max( $now->total, $now->done ) ) );
					}
				);
			} );
		}
		if ( 0 === $done ) {
			\WP_CLI::error( sprintf( 'There is no source named "%s".', $only ) );
		}
		$totals = $this->index->totals();
		\WP_CLI::success( sprintf( 'The assistant knows %d documents (%d passages).', $totals['documents'], $totals['chunks'] ) );
	}

	/**
	 * Counts and sizes, by source.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : How they are shown.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * @param list<string>         $args
	 * @param array<string, mixed> $options
	 */
	public function stats( array $args, array $options ): void {
		$format  = (string) ( $options['format'] ?? 'table' );
		$totals  = $this->index->totals();
		$sources = $this->content->by_source();
		if ( 'json' === $format ) {
			\WP_CLI::line( (string) wp_json_encode( $totals + [ 'sources' => $sources ] ) );
			return;
		}
		\WP_CLI\Utils\format_items( $format, $sources, [ 'source', 'state', 'documents', 'chunks', 'done', 'total', 'last_sync', 'error' ] );
		if ( 'table' === $format ) {
			foreach ( $totals as $name => $number ) {
				\WP_CLI::line( str_replace( '_', ' ', $name ) . ': ' . $number );
			}
		}
	}

	/**
	 * Forgets everything the assistant knows. The site's content itself is not touched.
	 *
	 * ## OPTIONS
	 *
	 * [--yes]
	 * : Do not ask.
	 *
	 * @param list<string>         $args
	 * @param array<string, mixed> $options
	 */
	public function clear( array $args, array $options ): void {
		\WP_CLI::confirm( 'Forget all documents and the index?', $options );
		Commands::guarded( fn() => $this->service->clear() );
		\WP_CLI::success( 'All documents are deleted. "wp aaia knowledge sync" reads the site again.' );
	}

	private function search_batch( string $questions, string $output, int $limit, string $language ): void {
		$in      = $this->opened( $questions, 'rb' );
		$out     = $this->opened( $output, 'wb' );
		$refused = 0;
		$count   = 0;
		while ( false !== ( $line = fgets( $in ) ) ) { // phpcs:ignore Generic.CodeAnalysis.AssignmentInCondition
			if ( '' === trim( $line ) ) {
				continue;
			}
			$question = json_decode( $line, true );
			if ( ! is_array( $question ) || ! is_scalar( $question['id'] ?? null ) || ! is_string( $question['question'] ?? null ) ) {
				++$refused;
				continue;
			}
			$passages = Commands::guarded( fn() => $this->search->search( new SearchQuery( $question['question'], $language, $limit ) ) );
			$ranked   = array_values( array_unique( array_map( static fn( Passage $passage ): string => $passage->external_id, $passages ) ) );
			fwrite(
				$out,
				wp_json_encode( [ 'id' => $question['id'], 'ranked' => $ranked ], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ) . "\n",
			);
			++$count;
		}
		fclose( $in );
		fclose( $out );
		if ( $refused > 0 ) {
			\WP_CLI::error( sprintf( '%d questions answered, %d lines left out: each must be {"id", "question"}.', $count, $refused ) );
		}
		if ( 'php://stdout' !== $output ) {
			\WP_CLI::success( sprintf( '%d questions answered.', $count ) );
		}
	}

	/** @param list<Passage> $passages */
	private function show( array $passages, string $format ): void {
		$rows = [];
		foreach ( $passages as $rank => $passage ) {
			$rows[] = [
				'rank'       => $rank + 1,
				'score'      => round( $passage->score, 2 ),
				'confidence' => round( $passage->confidence, 2 ),
				'similarity' => null === $passage->similarity ? '' : round( $passage->similarity, 2 ),
				'id'         => $passage->external_id,
				'title'      => $passage->title,
				'url'        => $passage->url,
				'passage'    => $passage->text,
			];
		}
		if ( 'text' !== $format ) {
			\WP_CLI\Utils\format_items( $format, $rows, [ 'rank', 'score', 'confidence', 'similarity', 'id', 'title', 'url', 'passage' ] );
			return;
		}
		if ( [] === $rows ) {
			\WP_CLI::line( 'Nothing found.' );
		}
		foreach ( $rows as $row ) {
			\WP_CLI::line( sprintf(
				'%d. %s (%s, score %s, confidence %s)',
				$row['rank'],
				'' === $row['title'] ? $row['id'] : $row['title'],
				$row['id'],
				$row['score'],
				$row['confidence'],
			) );
			if ( '' !== $row['url'] ) {
				\WP_CLI::line( '   ' . $row['url'] );
			}
			\WP_CLI::line( '   ' . wp_html_excerpt( (string) preg_replace( '/\s+/', ' ', $row['passage'] ), self::EXCERPT, '…' ) );
		}
	}

	/** @return resource */
	private function opened( string $path, string $mode ) {
		$path = '-' === $path ? 'php://stdin' : $path;
		$file = '' === $path || is_dir( $path ) ? false : @fopen( $path, $mode ); // phpcs:ignore WordPress.PHP.NoSilencedErrors -- said below.
		if ( false === $file ) {
			\WP_CLI::error( sprintf( 'The file "%s" cannot be %s.', $path, 'rb' === $mode ? 'read' : 'written' ) );
		}
		return $file;
	}
}
