<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

defined( 'ABSPATH' ) || exit;

/**
 * Runs SQL on WordPress's database, with exceptions for failures and nested transactions.
 *
 * Every statement is prepared; table and column names go in by `%i`. Works on MariaDB/MySQL and on the SQLite drop-in.
 */
final class Database {

	/** A transaction, or a single statement, is run at most this often when other writers made it fail. */
	private const MAX_TRIES = 5;

	/** After this long it is not retried: a lock is held, and waiting as long again would not help. Seconds. */
	private const RETRY_SECONDS = 2.0;

	/** Error messages of a database when writers conflict. */
	private const CONTENTION = '/deadlock|lock wait|is locked|try restarting/i';

	private int $depth = 0;

	/** The connection that the open transaction is on. */
	private int $connection = 0;

	private bool $has_committed = false;

	private bool $has_missing_tables = false;

	/** @var list<array{depth: int, call: callable(): void}> Last writes of the outermost transaction. */
	private array $before_commit = [];

	/** Whether the filters that answer the character set of our tables are attached. */
	private bool $answers_charset = false;

	/** @param array<string, array<string, int>> $limits See ColumnLimits; a table without an entry is not checked. */
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
	 * @return int Rows affected (on MariaDB only rows whose values changed).
	 *
	 * @throws DatabaseFailure
	 */
	public function execute( string $sql, string|int|float ...$values ): int {
		return (int) $this->run( fn() => $this->wpdb->query( $this->prepared( $sql, array_values( $values ) ) ) );
	}

	/**
	 * Runs an INSERT and returns the resulting rows in the same statement, on MariaDB 10.5 and newer.
	 *
	 * @param literal-string $sql
	 * @param literal-string $columns What to read of each row.
	 *
	 * @return ?list<array<string, ?string>> Null on other databases: the statement has run, and its rows must be read by a query.
	 *
	 * @throws DatabaseFailure
	 */
	public function write_and_read( string $sql, string $columns, string|int|float ...$values ): ?array {
		if ( ! $this->can_return_rows() ) {
			$this->execute( $sql, ...$values );
			return null;
		}
		// For a statement that begins with INSERT, wpdb would return a number only.
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
	 * Inserts one row, or does nothing when a row with the same unique key exists.
	 *
	 * MariaDB gets no INSERT IGNORE: it hides values that do not fit, and it takes a shared lock on the existing row, so that
	 * several writers who then update that row deadlock.
	 *
	 * @param array<string, string|int|float> $data No nulls: leave such columns out.
	 *
	 * @return ?int The new row's id; null when the row existed.
	 *
	 * @throws DatabaseFailure
	 */
	public function insert_new( string $table, array $data ): ?int {
		$this->check_lengths( $table, $data );
		$columns = implode( ', ', array_fill( 0, count( $data ), '%i' ) );
		$values  = implode(
			', ',
			array_map( static fn( $value ) => is_int( $value ) ? '%d' : ( is_float( $value ) ? '%f' : '%s' ), array_values( $data ) ),
		);
		$first   = (string) array_key_first( $data );
		$added   = $this->is_sqlite()
			? $this->execute(
				'INSERT IGNORE INTO %i (' . $columns . ') VALUES (' . $values . ')',
				$this->table( $table ),
				...array_keys( $data ),
				...array_values( $data ),
			)
			: $this->execute(
				'INSERT INTO %i (' . $columns . ') VALUES (' . $values . ') ON DUPLICATE KEY UPDATE %i = %i',
				$this->table( $table ),
				...array_keys( $data ),
				...array_values( $data ),
				...[ $first, $first ],
			);
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
		return $this->execute(
			'UPDATE %i SET ' . implode( ', ', $pairs ) . ' WHERE ' . $condition,
			$this->table( $table ),
			...$named,
			...$wanted,
		);
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

	/** Id of the row that the last INSERT of this process added. */
	public function inserted_id(): int {
		return (int) $this->wpdb->insert_id;
	}

	/**
	 * Runs the work in a transaction. Short work only: no call to a model, mail server or other service inside.
	 *
	 * Inside another transaction it is a savepoint. The outermost one is run again when other writers made it fail (a deadlock, a
	 * lock timeout), so the work must have no effect outside the database.
	 *
	 * @template T
	 *
	 * @param callable(): T $work
	 *
	 * @return T
	 *
	 * @throws DatabaseFailure
	 * @throws \Throwable     Whatever the work throws, after a rollback.
	 */
	public function transaction( callable $work ): mixed {
		return 0 === $this->depth ? $this->with_retries( fn() => $this->run_in_transaction( $work ) ) : $this->run_in_transaction( $work );
	}

	/** Opens a transaction or, inside one, a savepoint. When it throws, none is open. */
	private function begin(): void {
		if ( 0 === $this->depth ) {
			$this->run_once( fn() => $this->wpdb->query( 'START TRANSACTION' ) );
			$this->connection = $this->connection_id();
			if ( $this->is_sqlite() ) {
				// In SQLite a reader cannot become a writer after another process has written: take the write lock first.
				try {
					$this->run_once(
						fn() => $this->wpdb->query( $this->prepared(
							'UPDATE %i SET value = value WHERE name = %s',
							[ $this->table( 'counters' ), 'writer' ],
						) ),
					);
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

	/** Commits what begin() opened. */
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
		// Last writes registered inside the savepoint now belong to the level around it.
		$this->before_commit = array_map(
			fn( array $entry ): array => [ 'depth' => min( $entry['depth'], $this->depth ), 'call' => $entry['call'] ],
			$this->before_commit,
		);
	}

	/** Rolls back what begin() opened. Never throws. */
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

	/**
	 * Holds a lock until the open transaction ends; others that want it wait. Taken before the transaction reads anything, so that what it
	 * reads is what the others left.
	 *
	 * @throws DatabaseFailure
	 * @throws \LogicException Outside a transaction, where it would hold nothing.
	 */
	public function lock( string $name ): void {
		if ( ! $this->in_transaction() ) {
			throw new \LogicException( 'A lock is held by a transaction.' );
		}
		// On SQLite the transaction itself is the lock.
		$this->insert_new( 'counters', [ 'name' => 'lock_' . $name ] );
	}

	/** Whether this process has committed a transaction. */
	public function has_committed(): bool {
		return $this->has_committed;
	}

	/** Whether a statement of this process failed because a table or column is missing. */
	public function has_missing_tables(): bool {
		return $this->has_missing_tables;
	}

	/** Whether a transaction is open. */
	public function in_transaction(): bool {
		return $this->depth > 0;
	}

	/**
	 * Registers a write that runs directly before the outermost COMMIT.
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
	 * Runs SQL that creates or changes a table. It comes from constants of the release, never from input.
	 *
	 * @throws DatabaseFailure
	 */
	public function define( string $sql ): void {
		$this->run( fn() => $this->wpdb->query( $sql ) );
	}

	/** Escapes the wildcards of LIKE in a text. */
	public function like( string $text ): string {
		return $this->wpdb->esc_like( $text );
	}

	/** CHARACTER SET and COLLATE of new tables. */
	public function charset_collate(): string {
		return $this->wpdb->get_charset_collate();
	}

	/**
	 * Hooks: `pre_get_table_charset`, `pre_get_col_charset`. Answers for our tables. Otherwise WordPress queries all columns of a table
	 * before the first statement on it that is not ASCII.
	 */
	public function charset( mixed $charset, string $table ): mixed {
		$name = str_starts_with( $table, $this->table( '' ) ) ? substr( $table, strlen( $this->table( '' ) ) ) : '';
		return null === $charset && isset( $this->limits[ $name ] )
			? ( in_array( 0, $this->limits[ $name ], true ) ? 'binary' : $this->wpdb->charset )
			: $charset;
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
			if (
				! is_string( $value )
				|| 0 === $limit
				|| strlen( $value ) <= abs( $limit )
				|| $limit > 0 && mb_strlen( $value, 'UTF-8' ) <= $limit
			) {
				continue;
			}
			throw new DatabaseFailure( sprintf( 'A value is too long for the column %s.%s.', $table, $column ) );
		}
	}

	/** @return literal-string A value's placeholder. Fractions are passed as text: %f would cut their digits. */
	private static function placeholder( string|int|float|null $value ): string {
		return null === $value ? 'NULL' : ( is_int( $value ) ? '%d' : '%s' );
	}

	/**
	 * The values that are not null: only these have a placeholder.
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
	 * @return array{literal-string, list<string|int|float>} SQL that compares every column, and the values of its placeholders.
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
	 * Runs a whole transaction or a single statement, and retries it when it conflicts with other writers.
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
				if (
					$try >= self::MAX_TRIES
					|| microtime( true ) - $began > self::RETRY_SECONDS
					|| 1 !== preg_match( self::CONTENTION, $failure->getMessage() )
				) {
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
	 * Runs one statement with wpdb's error output off and throws when it failed.
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
			// wpdb reconnects by itself. The transaction so far is lost, so its remaining statements must not be committed alone.
			throw new DatabaseFailure( 'The connection to the database was lost.' );
		}
		return $result;
	}

	/** The connection number on MariaDB; 0 on SQLite, which has no server. */
	private function connection_id(): int {
		return (int) ( $this->wpdb->__get( 'dbh' )->thread_id ?? 0 );
	}

	private function run_quietly( string $sql ): void {
		$shown = $this->wpdb->suppress_errors( true );
		$this->wpdb->query( $sql );
		$this->wpdb->suppress_errors( $shown );
	}
}
