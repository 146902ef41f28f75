<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

defined( 'ABSPATH' ) || exit;

/**
 * WordPress's database, with failures as exceptions and transactions that nest.
 *
 * Every statement is prepared; table and column names go in by `%i`. Works on MariaDB/MySQL and on the SQLite drop-in.
 */
final class Database {

	/** A transaction, or a statement alone, is tried this often when the database ended it because of other writers. */
	private const MAX_TRIES = 5;

	/** But not again after it has waited this long: then somebody holds a lock, and waiting as long once more helps nobody. Seconds. */
	private const RETRY_SECONDS = 2.0;

	/** What a database says when other writers were in the way. */
	private const CONTENTION = '/deadlock|lock wait|is locked|try restarting/i';

	private int $depth = 0;

	/** The connection that the open transaction is on. */
	private int $connection = 0;

	private bool $has_committed = false;

	private bool $has_missing_tables = false;

	/** @var list<array{depth: int, call: callable(): void}> What must be written last in the outermost transaction. */
	private array $before_commit = [];

	/** Whether this object answers WordPress's question for the character set of our tables. */
	private bool $answers_charset = false;

	/** @param array<string, array<string, int>> $limits What text columns hold, see ColumnLimits; a table that is not named is not checked. */
	public function __construct(
		private readonly \wpdb $wpdb,
		private readonly array $limits = [],
	) {}

	/** Full name of one of our tables: `{prefix}aaia_{name}`. Follows switch_to_blog(). */
	public function table( string $name ): string {
		return $this->wpdb->prefix . 'aaia_' . $name;
	}

	/** Full name of one of our tables on another site of the network, which may be gone itself. */
	public function table_of_site( int $site_id, string $name ): string {
		return $this->wpdb->get_blog_prefix( $site_id ) . 'aaia_' . $name;
	}

	/** Full name of one of WordPress's own tables, such as `posts`. */
	public function core_table( string $name ): string {
		return $this->wpdb->prefix . $name;
	}

	/** Whether this site runs on the SQLite drop-in. */
	public function is_sqlite(): bool {
		return defined( 'DB_ENGINE' ) && 'sqlite' === DB_ENGINE || class_exists( 'WP_SQLite_DB', false ) && $this->wpdb instanceof \WP_SQLite_DB;
	}

	/**
	 * All rows of a query.
	 *
	 * @param literal-string $sql With placeholders of wpdb::prepare().
	 *
	 * @return list<array<string, ?string>>
	 *
	 * @throws DatabaseFailure
	 */
	public function rows( string $sql, string|int|float ...$values ): array {
		$this->run( fn() => $this->wpdb->query( $this->prepared( $sql, array_values( $values ) ) ) );
		/** @var list<array<string, ?string>> $rows */
		$rows = array_map( get_object_vars( ... ), array_values( $this->wpdb->last_result ?? [] ) );
		return $rows;
	}

	/**
	 * The first row of a query, or null.
	 *
	 * @param literal-string $sql
	 *
	 * @return ?array<string, ?string>
	 *
	 * @throws DatabaseFailure
	 */
	public function row( string $sql, string|int|float ...$values ): ?array {
		return $this->rows( $sql, ...$values )[0] ?? null;
	}

	/**
	 * The first column of the first row, or null.
	 *
	 * @param literal-string $sql
	 *
	 * @throws DatabaseFailure
	 */
	public function value( string $sql, string|int|float ...$values ): ?string {
		$row = $this->row( $sql, ...$values );
		return null === $row ? null : ( array_values( $row )[0] ?? null );
	}

	/**
	 * Runs a statement.
	 *
	 * @param literal-string $sql
	 *
	 * @return int Rows affected (on MariaDB rows whose values did change).
	 *
	 * @throws DatabaseFailure
	 */
	public function execute( string $sql, string|int|float ...$values ): int {
		return (int) $this->run( fn() => $this->wpdb->query( $this->prepared( $sql, array_values( $values ) ) ) );
	}

	/**
	 * Runs an INSERT and reads the rows as it left them, in one statement: MariaDB 10.5 and newer can.
	 *
	 * @param literal-string $sql
	 * @param literal-string $columns What to read of each row.
	 *
	 * @return ?list<array<string, ?string>> Null where the database cannot: the statement was run, its rows must be read with another.
	 *
	 * @throws DatabaseFailure
	 */
	public function write_and_read( string $sql, string $columns, string|int|float ...$values ): ?array {
		if ( ! $this->can_return_rows() ) {
			$this->execute( $sql, ...$values );
			return null;
		}
		// Of what begins with INSERT wpdb hands on a number only.
		return $this->rows( '/* counted */ ' . $sql . ' RETURNING ' . $columns, ...$values );
	}

	private function can_return_rows(): bool {
		return ! $this->is_sqlite()
			&& 1 === preg_match( '/(\d+\.\d+)\.\d+-MariaDB/', $this->wpdb->db_server_info(), $found )
			&& version_compare( $found[1], '10.5', '>=' );
	}

	/**
	 * Inserts one row into one of our tables.
	 *
	 * @param array<string, string|int|float|null> $data
	 *
	 * @return int The new row's id.
	 *
	 * @throws DatabaseFailure Also when a text is longer than its column.
	 */
	public function insert( string $table, array $data ): int {
		$this->check_lengths( $table, $data );
		$columns = implode( ', ', array_fill( 0, count( $data ), '%i' ) );
		$values  = implode( ', ', array_map( self::placeholder( ... ), array_values( $data ) ) );
		$this->execute(
			'INSERT INTO %i (' . $columns . ') VALUES (' . $values . ')',
			$this->table( $table ),
			...array_keys( $data ),
			...self::non_null_values( $data )
		);
		return (int) $this->wpdb->insert_id;
	}

	/**
	 * Inserts one row, or does nothing when a unique key already holds it.
	 *
	 * On MariaDB not by INSERT IGNORE: that hides values that do not fit, and takes a shared lock on the row that is there, so
	 * that of several writers who then want to change it all but one die in a deadlock.
	 *
	 * @param array<string, string|int|float> $data No nulls: leave such columns out.
	 *
	 * @return ?int The new row's id, or null when it was there before.
	 *
	 * @throws DatabaseFailure
	 */
	public function insert_new( string $table, array $data ): ?int {
		$this->check_lengths( $table, $data );
		$columns = implode( ', ', array_fill( 0, count( $data ), '%i' ) );
		$values  = implode( ', ', array_map( static fn( $value ) => is_int( $value ) ? '%d' : ( is_float( $value ) ? '%f' : '%s' ), array_values( $data ) ) );
		$first   = (string) array_key_first( $data );
		$added   = $this->is_sqlite()
			? $this->execute( 'INSERT IGNORE INTO %i (' . $columns . ') VALUES (' . $values . ')', $this->table( $table ), ...array_keys( $data ), ...array_values( $data ) )
			: $this->execute( 'INSERT INTO %i (' . $columns . ') VALUES (' . $values . ') ON DUPLICATE KEY UPDATE %i = %i', $this->table( $table ), ...array_keys( $data ), ...array_values( $data ), ...[ $first, $first ] );
		return $added > 0 ? (int) $this->wpdb->insert_id : null;
	}

	/**
	 * Updates rows of one of our tables.
	 *
	 * @param array<string, string|int|float|null> $data
	 * @param array<string, string|int|float|null> $where
	 *
	 * @return int Rows affected.
	 *
	 * @throws DatabaseFailure Also when a text is longer than its column.
	 */
	public function update( string $table, array $data, array $where ): int {
		$this->check_lengths( $table, $data );
		$pairs = [];
		$named = [];
		foreach ( $data as $column => $value ) {
			$pairs[] = '%i = ' . self::placeholder( $value );
			array_push( $named, $column, ...self::non_null_values( [ $value ] ) );
		}
		[ $condition, $wanted ] = self::condition( $where );
		return $this->execute( 'UPDATE %i SET ' . implode( ', ', $pairs ) . ' WHERE ' . $condition, $this->table( $table ), ...$named, ...$wanted );
	}

	/**
	 * Deletes rows of one of our tables.
	 *
	 * @param array<string, string|int|float|null> $where
	 *
	 * @return int Rows deleted.
	 *
	 * @throws DatabaseFailure
	 */
	public function delete( string $table, array $where ): int {
		[ $condition, $wanted ] = self::condition( $where );
		return $this->execute( 'DELETE FROM %i WHERE ' . $condition, $this->table( $table ), ...$wanted );
	}

	/**
	 * Does all of the work or none of it. Short work only: never across a model, mail or other outside call.
	 *
	 * Inside another transaction it is a savepoint. The outermost one is repeated when the database gave up on it because of
	 * other writers, so the work must have no effect outside the database.
	 *
	 * @template T
	 *
	 * @param callable(): T $work
	 *
	 * @return T
	 *
	 * @throws DatabaseFailure
	 * @throws \Throwable     Whatever the work throws; nothing of it is kept then.
	 */
	public function transaction( callable $work ): mixed {
		return 0 === $this->depth ? $this->with_retries( fn() => $this->run_in_transaction( $work ) ) : $this->run_in_transaction( $work );
	}

	/** Opens a transaction or, inside one, a savepoint; nothing when it throws. */
	private function begin(): void {
		if ( 0 === $this->depth ) {
			$this->run_once( fn() => $this->wpdb->query( 'START TRANSACTION' ) );
			$this->connection = $this->connection_id();
			if ( $this->is_sqlite() ) {
				// SQLite cannot turn a reader into a writer once somebody else wrote: take the writer's lock first.
				try {
					$this->run_once( fn() => $this->wpdb->query( $this->prepared( 'UPDATE %i SET value = value WHERE name = %s', [ $this->table( 'counters' ), 'writer' ] ) ) );
				} catch ( DatabaseFailure $failure ) {
					$this->run_quietly( 'ROLLBACK' );
					throw $failure;
				}
			}
		} else {
			$this->run( fn() => $this->wpdb->query( $this->prepared( 'SAVEPOINT %i', [ 'aaia_' . $this->depth ] ) ) );
		}
		++$this->depth;
	}

	/** Ends what begin() opened, keeping it. */
	private function commit(): void {
		if ( 1 === $this->depth ) {
			while ( [] !== $this->before_commit ) {
				array_shift( $this->before_commit )['call']();
			}
			$this->run( fn() => $this->wpdb->query( 'COMMIT' ) );
			$this->depth         = 0;
			$this->has_committed = true;
			return;
		}
		$this->run( fn() => $this->wpdb->query( $this->prepared( 'RELEASE SAVEPOINT %i', [ 'aaia_' . ( $this->depth - 1 ) ] ) ) );
		--$this->depth;
		// What the savepoint registered belongs to the level around it from now on.
		$this->before_commit = array_map( fn( array $entry ): array => [ 'depth' => min( $entry['depth'], $this->depth ), 'call' => $entry['call'] ], $this->before_commit );
	}

	/** Ends what begin() opened, undoing it. Never throws. */
	private function roll_back(): void {
		if ( $this->depth <= 1 ) {
			$this->before_commit = [];
			$this->depth         = 0;
			$this->run_quietly( 'ROLLBACK' );
			return;
		}
		--$this->depth;
		$this->run_quietly( $this->prepared( 'ROLLBACK TO SAVEPOINT %i', [ 'aaia_' . $this->depth ] ) );
		$this->before_commit = array_values( array_filter( $this->before_commit, fn( array $entry ): bool => $entry['depth'] <= $this->depth ) );
	}

	/** Whether this process has kept any transaction. */
	public function has_committed(): bool {
		return $this->has_committed;
	}

	/** Whether this process missed a table or a column. */
	public function has_missing_tables(): bool {
		return $this->has_missing_tables;
	}

	/** Whether a transaction is open. */
	public function in_transaction(): bool {
		return $this->depth > 0;
	}

	/**
	 * Runs as the last writes before the outermost COMMIT.
	 *
	 * @param callable(): void $write
	 */
	public function before_commit( callable $write ): void {
		$this->before_commit[] = [
			'depth' => $this->depth,
			'call'  => $write,
		];
	}

	/**
	 * Creates or changes a table. The words come from a release's own constants, never from outside.
	 *
	 * @throws DatabaseFailure
	 */
	public function define( string $sql ): void {
		$this->run( fn() => $this->wpdb->query( $sql ) );
	}

	/** Text for a LIKE pattern, its wildcards taken literally. */
	public function like( string $text ): string {
		return $this->wpdb->esc_like( $text );
	}

	/** CHARACTER SET and COLLATE of new tables. */
	public function charset_collate(): string {
		return $this->wpdb->get_charset_collate();
	}

	/**
	 * Hooks: `pre_get_table_charset`, `pre_get_col_charset`. Without an answer WordPress asks the database for all columns of a table before each first statement
	 * on it with a letter beyond ASCII.
	 */
	public function charset( mixed $charset, string $table ): mixed {
		$name = str_starts_with( $table, $this->table( '' ) ) ? substr( $table, strlen( $this->table( '' ) ) ) : '';
		return null === $charset && isset( $this->limits[ $name ] ) ? ( in_array( 0, $this->limits[ $name ], true ) ? 'binary' : $this->wpdb->charset ) : $charset;
	}

	/**
	 * @param array<string, string|int|float|null> $data
	 *
	 * @throws DatabaseFailure
	 */
	private function check_lengths( string $table, array $data ): void {
		$limits = $this->limits[ $table ] ?? [];
		foreach ( $data as $column => $value ) {
			$limit = $limits[ $column ] ?? 0;
			// No text has more characters than bytes.
			if ( ! is_string( $value ) || 0 === $limit || strlen( $value ) <= abs( $limit ) || $limit > 0 && mb_strlen( $value, 'UTF-8' ) <= $limit ) {
				continue;
			}
			throw new DatabaseFailure( sprintf( 'A value is too long for the column %s.%s.', $table, $column ) );
		}
	}

	/** @return literal-string A value's placeholder. Numbers with a fraction go in as text: %f would cut their digits. */
	private static function placeholder( string|int|float|null $value ): string {
		return null === $value ? 'NULL' : ( is_int( $value ) ? '%d' : '%s' );
	}

	/**
	 * The values that have a placeholder.
	 *
	 * @param array<string|int|float|null> $values
	 *
	 * @return list<string|int|float>
	 */
	private static function non_null_values( array $values ): array {
		return array_values( array_filter( $values, static fn( string|int|float|null $value ): bool => null !== $value ) );
	}

	/**
	 * @param array<string, string|int|float|null> $where
	 *
	 * @return array{literal-string, list<string|int|float>} Condition that all columns hold these values, and what goes into its placeholders.
	 */
	private static function condition( array $where ): array {
		$parts  = [];
		$values = [];
		foreach ( $where as $column => $value ) {
			$parts[] = null === $value ? '%i IS NULL' : '%i = ' . self::placeholder( $value );
			array_push( $values, $column, ...self::non_null_values( [ $value ] ) );
		}
		return [ implode( ' AND ', $parts ), $values ];
	}

	/**
	 * @param literal-string         $sql
	 * @param list<string|int|float> $values
	 */
	private function prepared( string $sql, array $values ): string {
		return [] === $values ? $sql : (string) $this->wpdb->prepare( $sql, ...$values );
	}

	/**
	 * @template T
	 *
	 * @param callable(): T $work
	 *
	 * @return T
	 */
	private function run_in_transaction( callable $work ): mixed {
		$this->begin();
		try {
			$result = $work();
			$this->commit();
			return $result;
		} catch ( \Throwable $failure ) {
			$this->roll_back();
			throw $failure;
		}
	}

	/**
	 * Does what stands alone in the database, again when other writers were in its way.
	 *
	 * @template T
	 *
	 * @param callable(): T $work
	 *
	 * @return T
	 */
	private function with_retries( callable $work ): mixed {
		$began = microtime( true );
		for ( $try = 1; ; $try++ ) {
			try {
				return $work();
			} catch ( DatabaseFailure $failure ) {
				if ( $try >= self::MAX_TRIES || microtime( true ) - $began > self::RETRY_SECONDS || 1 !== preg_match( self::CONTENTION, $failure->getMessage() ) ) {
					throw $failure;
				}
				usleep( random_int( 5_000, 30_000 ) * $try );
			}
		}
	}

	/**
	 * @template T
	 *
	 * @param callable(): T $statement
	 *
	 * @return T
	 */
	private function run( callable $statement ): mixed {
		return 0 === $this->depth ? $this->with_retries( fn() => $this->run_once( $statement ) ) : $this->run_once( $statement );
	}

	/**
	 * Runs one statement with wpdb's own error output off, and turns its failure into an exception.
	 *
	 * @template T
	 *
	 * @param callable(): T $statement
	 *
	 * @return T
	 *
	 * @throws DatabaseFailure
	 */
	private function run_once( callable $statement ): mixed {
		if ( ! $this->answers_charset ) {
			$this->answers_charset = true;
			add_filter( 'pre_get_table_charset', $this->charset( ... ), 10, 2 );
			add_filter( 'pre_get_col_charset', $this->charset( ... ), 10, 2 );
		}
		$shown                  = $this->wpdb->suppress_errors( true );
		$this->wpdb->last_error = '';
		try {
			$result  = $statement();
			$failure = DatabaseFailure::from_wpdb( $this->wpdb, false === $result );
		} finally {
			$this->wpdb->suppress_errors( $shown );
		}
		if ( null !== $failure ) {
			$this->has_missing_tables = $this->has_missing_tables || $failure->is_missing_table();
			throw $failure;
		}
		if ( $this->depth > 0 && $this->connection_id() !== $this->connection ) {
			// wpdb reconnects by itself; what the transaction did so far is gone, so the rest must not stand alone.
			throw new DatabaseFailure( 'The connection to the database was lost.' );
		}
		return $result;
	}

	/** Number of the connection on MariaDB; 0 on SQLite, which has no server to lose. */
	private function connection_id(): int {
		return (int) ( $this->wpdb->__get( 'dbh' )->thread_id ?? 0 );
	}

	private function run_quietly( string $sql ): void {
		$shown = $this->wpdb->suppress_errors( true );
		$this->wpdb->query( $sql );
		$this->wpdb->suppress_errors( $shown );
	}
}
