<?php
/** A source and a search engine of another plugin, written to the names that our interfaces had before the room Knowledge was divided. */

return [
	'source' => new class() implements \Aaia\Chatbot\Knowledge\KnowledgeSource {

		public function name(): string {
			return 'shelf';
		}

		public function label(): string {
			return 'Shelf';
		}

		public function count(): int {
			return 1;
		}

		public function after( string $position ): iterable {
			if ( '' === $position ) {
				$section = new \Aaia\Chatbot\Knowledge\Section( [], '', 'The marmot hibernates from October.' );
				yield 'a' => new \Aaia\Chatbot\Knowledge\SourceDocument( 'a', 'Marmots', [ $section ], '', 'en', null );
			}
		}
	},
	'engine' => new class() implements \Aaia\Chatbot\Knowledge\PassageSearch {

		public function search( \Aaia\Chatbot\Knowledge\SearchQuery $query ): array {
			return [];
		}
	},
];
