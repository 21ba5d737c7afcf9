import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.RDFDataMgr;

/** Puts each query of a folder (NAME.rq) to a graph in memory and writes what Jena answers beside it, as NAME.json. */
class Answers {
    public static void main(String[] given) throws Exception {
        Model data = RDFDataMgr.loadModel(given[0]);
        try (var queries = Files.newDirectoryStream(Path.of(given[1]), "*.rq")) {
            for (Path query : queries) {
                Path answer = Path.of(query.toString().replaceAll("rq$", "json"));
                try (QueryExecution asked = QueryExecutionFactory.create(Files.readString(query), data);
                        OutputStream out = Files.newOutputStream(answer)) {
                    ResultSetFormatter.outputAsJSON(out, asked.execSelect());
                }
            }
        }
    }
}
